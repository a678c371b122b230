{#- How far each of some subjects gets, by the order of its events. -#}
{% macro levels_by_order(events, subjects, windows) -%}
    with

    -- Before events are packed, as these are few.
    unsure_events as (
        select events.*
        from {{ events }} as events
        semi join {{ subjects }} as subjects
            on
                events.funnel_number = subjects.funnel_number
                and events.subject_id = subjects.subject_id
    )

    select
        logs.funnel_number,
        logs.subject_id,
        {{ latest_begins('logs.events') }} as level
    from (
        select
            funnel_number,
            subject_id,
            list_sort(list(code)) as events
        from (
            {{ packed_events('unsure_events', note='0') }}
        ) as coded
        group by funnel_number, subject_id
    ) as logs
    inner join {{ windows }} as windows
        on logs.funnel_number = windows.funnel_number
{%- endmacro %}
