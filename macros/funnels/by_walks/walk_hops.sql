{#- From each point the next event of each step that may follow, within its windows. The
    query must have the CTEs `points`, `gaps` and `hurdles`. -#}
{% macro walk_hops() -%}
    select
        points.subject_number,
        points.level as from_level,
        points.position,
        points.occurred_at,
        points.to_level,
        points.to_bit,
        points.entry_window,
        targets.position as next_position,
        targets.occurred_at as next_at
    from (
        select
            points.*,
            gaps.to_level,
            gaps.to_bit,
            gaps.entry_window,
            gaps.step_window
        from points
        inner join gaps
            on
                points.funnel_number = gaps.funnel_number
                and points.level = gaps.from_level
    ) as points
    asof inner join (
        select
            subject_number,
            level,
            position,
            occurred_at
        from points
        where level > 1
    ) as targets
        on
            points.subject_number = targets.subject_number
            and points.to_level = targets.level
            and points.position < targets.position
    left join hurdles
        on
            points.subject_number = hurdles.subject_number
            and points.level = hurdles.level
            and points.position = hurdles.position
    where
        coalesce(targets.occurred_at <= points.occurred_at + points.step_window, true)
        and coalesce(
            targets.occurred_at <= points.occurred_at + points.entry_window, true
        )
        and (
            hurdles.hurdle_position is null
            or targets.position < hurdles.hurdle_position
        )
{%- endmacro %}
