{#- Per subject that entered a funnel its events of required steps, packed and sorted. -#}
{% macro listed_events(events) -%}
    select
        funnel_number,
        subject_id,
        list_sort(list(code)) as events
    from (
        {{ packed_events(events, note='note') }}
    ) as coded
    group by funnel_number, subject_id
    having min(level) = 1
{%- endmacro %}
