{#- How far each of some subjects gets, by the order of its events. -#}
{% macro levels_by_order(events, subjects, windows) -%}
    select
        logs.funnel_number,
        logs.subject_id,
        {{ latest_begins('logs.events') }} as level
    from (
        select
            coded.funnel_number,
            coded.subject_id,
            list_sort(list(coded.code)) as events
        from (
            {{ packed_events(events, note='0') }}
        ) as coded
        semi join {{ subjects }} as subjects
            on
                coded.funnel_number = subjects.funnel_number
                and coded.subject_id = subjects.subject_id
        group by coded.funnel_number, coded.subject_id
    ) as logs
    inner join {{ windows }} as windows
        on logs.funnel_number = windows.funnel_number
{%- endmacro %}
