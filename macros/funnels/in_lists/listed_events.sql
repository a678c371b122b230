{#- Per subject that entered a funnel its events of required steps, packed: those of the
    first two steps sorted, the others as they come. Where one event fits two steps, the
    later step comes first, so that what follows an event is never the event itself. -#}
{% macro listed_events(events, note='0', first='instant') -%}
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
            {{ packed_event({
                'instant': packed_instant('occurred_at'),
                'position': 'cast(position as uinteger)',
                'rank': '255 - level',
                'note': note,
            }, first) }} as code
        from {{ events }}
        where is_required and subject_id is not null
    ) as coded
    group by funnel_number, subject_id
    having min(level) = 1
{%- endmacro %}
