{#- Per subject that entered a funnel its events of required steps, packed and sorted,
    and the first of them by which an attempt begins, `entry`. -#}
{% macro listed_events(events) -%}
    select
        funnel_number,
        subject_id,
        list_sort(list(code)) as events,
        min(code) filter (where level = 1) as entry
    from (
        {{ packed_events(events, note='note') }}
    ) as coded
    group by funnel_number, subject_id
    having min(level) = 1
{%- endmacro %}
