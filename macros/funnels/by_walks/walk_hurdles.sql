{#- For each of the `points`, the first event after it that ends an attempt there. The
    query must have the CTEs `points`, `gaps` and `step_events`. -#}
{% macro walk_hurdles() -%}
    with

    levels as (
        select distinct
            funnel_number,
            from_level,
            is_strict
        from gaps
    ),

    -- Strictly, whatever the funnel names; else exclusions alone.
    stops as (
        select
            step_events.subject_number,
            levels.from_level,
            step_events.position,
            min(step_events.occurred_at) as occurred_at,
            bool_or(step_events.is_exclusion) as is_exclusion
        from step_events
        inner join levels
            on
                step_events.funnel_number = levels.funnel_number
                and (step_events.is_exclusion or levels.is_strict)
        group by
            step_events.subject_number, levels.from_level, step_events.position
        -- The next step, and an optional one before it, are where they should be.
        having
            not bool_or(
                (
                    step_events.is_required
                    and step_events.level = levels.from_level + 1
                )
                or (step_events.is_optional and step_events.level = levels.from_level)
            )
    ),

    stopped as (
        select distinct subject_number from stops
    )

    select
        points.subject_number,
        points.level,
        points.position,
        stops.position as hurdle_position,
        stops.occurred_at as hurdle_at,
        case when stops.is_exclusion then 'excluded' else 'broken' end as ends_as
    from (
        select points.*
        from points
        inner join stopped
            on points.subject_number = stopped.subject_number
    ) as points
    asof inner join stops
        on
            points.subject_number = stops.subject_number
            and points.level = stops.from_level
            and points.position < stops.position
{%- endmacro %}
