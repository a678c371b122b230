{#- Per subject that entered a funnel its events of required steps, packed: a sorted list
    of those of the first two steps, which are most, and the others as they come. -#}
{% macro opening_events(events) -%}
    select
        funnel_number,
        subject_id,
        list_sort(list(code) filter (where level <= 2)) as opening,
        coalesce(list(code) filter (where level > 2), []) as later
    from (
        {{ packed_events(events, note='0') }}
    ) as coded
    group by funnel_number, subject_id
    having min(level) = 1
{%- endmacro %}
