{#- Per attempt the optional steps that it reached, each by the first event between the
    required steps around it. Needs the CTEs `attempts`, `events` and `rules`. -#}
{% macro list_optional_steps() -%}
    with

    -- An optional step has the level of the required one before it.
    sought as (
        select
            attempts.funnel_number,
            attempts.subject_id,
            attempts.attempt_number,
            rules.step_number,
            {{ microseconds('rules.step_window') }} as step_window,
            attempts.path[rules.level] as origin,
            attempts.path[rules.level + 1] as target
        from attempts
        inner join rules
            on
                attempts.funnel_number = rules.funnel_number
                and len(attempts.path) > rules.level
        where rules.is_optional
    ),

    gaps as (
        select
            * exclude (origin, target),
            {{ unpacked_event('origin', 'position') }} as from_position,
            {{ unpacked_instant(unpacked_event('origin', 'instant')) }} as from_at,
            {{ unpacked_event('target', 'position') }} as until_position
        from sought
    )

    select
        gaps.funnel_number,
        gaps.subject_id,
        gaps.attempt_number,
        list({{ later_step(
            'gaps.step_number', 'optional_events.occurred_at', 'gaps.from_at'
        ) }}) as steps
    from gaps
    asof inner join (
        select * from events
        where is_optional
    ) as optional_events
        on
            gaps.funnel_number = optional_events.funnel_number
            and gaps.subject_id = optional_events.subject_id
            and gaps.step_number = optional_events.step_number
            and gaps.from_position < optional_events.position
    where
        optional_events.position < gaps.until_position
        and coalesce(
            optional_events.occurred_at <= gaps.from_at + gaps.step_window, true
        )
    group by gaps.funnel_number, gaps.subject_id, gaps.attempt_number
{%- endmacro %}
