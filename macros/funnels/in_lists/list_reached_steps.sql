{#- Per attempt that is kept the steps that it reached after its entry. Needs the CTEs
    `walks`, `kept`, `rules`, `steps`, `entered` and `events`. -#}
{% macro list_reached_steps() -%}
    with

    hops as (
        select
            walked.funnel_number,
            walked.subject_number,
            walked.level,
            kept.entry_number,
            {{ unpacked_event('walked.walker', 'position') }} as position,
            {{ unpacked_event('walked.walker', 'instant') }} as instant,
            {{ unpacked_event('walked.origin', 'position') }} as origin_position,
            {{ unpacked_event('walked.origin', 'instant') }} as origin_instant
        from (
            select
                funnel_number,
                subject_number,
                level,
                unnest(walkers) as walker,
                unnest(origins) as origin
            from walks
        ) as walked
        inner join kept
            on
                walked.subject_number = kept.subject_number
                and {{ unpacked_event('walked.walker', 'note') }} = kept.entry_number
    ),

    required_steps as (
        select
            hops.subject_number,
            hops.entry_number,
            steps.step_number,
            {{ unpacked_instant('hops.instant') }} as reached_at,
            {{ unpacked_instant('hops.origin_instant') }} as previous_reached_at
        from hops
        inner join steps
            on hops.funnel_number = steps.funnel_number and hops.level = steps.level
    ),

    optional_events as (
        select
            entered.subject_number,
            events.step_number,
            events.position,
            events.occurred_at
        from events
        inner join entered
            on
                events.funnel_number = entered.funnel_number
                and events.subject_id = entered.subject_id
        where events.is_optional
    ),

    -- An optional step has the level of the required one before it.
    optional_steps as (
        select
            sought.subject_number,
            sought.entry_number,
            sought.step_number,
            optional_events.occurred_at as reached_at,
            sought.previous_reached_at
        from (
            select
                hops.*,
                rules.step_number,
                {{ microseconds('rules.step_window') }} as step_window,
                {{ unpacked_instant('hops.origin_instant') }} as previous_reached_at
            from hops
            inner join rules
                on
                    hops.funnel_number = rules.funnel_number
                    and hops.level = rules.level + 1
                    and rules.is_optional
        ) as sought
        asof inner join optional_events
            on
                sought.subject_number = optional_events.subject_number
                and sought.step_number = optional_events.step_number
                and sought.origin_position < optional_events.position
        where
            optional_events.position < sought.position
            and coalesce(
                optional_events.occurred_at
                <= sought.previous_reached_at + sought.step_window,
                true
            )
    )

    -- Sorted afterwards: to gather in order takes three times as long.
    select
        subject_number,
        entry_number,
        list_sort(list(struct_pack(
            step_number := step_number,
            reached_at := reached_at,
            previous_reached_at := previous_reached_at
        ))) as later_steps
    from (
        select * from required_steps
        union all
        select * from optional_steps
    ) as reached
    group by subject_number, entry_number
{%- endmacro %}
