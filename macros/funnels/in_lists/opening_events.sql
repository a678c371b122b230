{#- Per subject that entered a funnel its events of required steps, packed: a sorted list
    of those of the first two steps, which are most, and the others as they come. -#}
{% macro opening_events(events) -%}
    select
        funnel_number,
        subject_id,
        list_sort(list(code) filter (where level <= 2)) as opening,
        coalesce(list(code) filter (where level > 2), []) as later
    from (
        select
            funnel_number,
            subject_id,
            level,
            {{ packed_event('position', '0', packed_instant('occurred_at'), 'level') }}
                as code
        from {{ events }}
        where is_required and subject_id is not null
    ) as coded
    group by funnel_number, subject_id
    having min(level) = 1
{%- endmacro %}
