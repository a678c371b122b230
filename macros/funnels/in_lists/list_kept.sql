{#- The attempts that are kept, numbered in their order. Needs the CTEs `ended` and
    `starts`. -#}
{% macro list_kept() -%}
    select
        funnel_number,
        subject_number,
        subject_id,
        entry_number,
        attempt_number,
        {{ unpacked_event('entry', 'instant') }} as entry_instant,
        {{ unpacked_event('entry', 'note') }} as note,
        {{ unpacked_event('ending', 'rank') }} as level,
        {{ unpacked_event('ending', 'instant') }} as ending_instant
    from (
        select
            ended.funnel_number,
            ended.subject_number,
            ended.subject_id,
            unnest(started.entry_numbers) as entry_number,
            generate_subscripts(started.entry_numbers, 1) as attempt_number,
            unnest(list_transform(
                started.entry_numbers, lambda number: ended.entries[number]
            )) as entry,
            unnest(list_transform(
                started.entry_numbers,
                lambda number: ended.endings[ended.ending_places[number]]
            )) as ending
        from ended
        inner join (
            select
                subject_number,
                list_sort(list(entry_number)) as entry_numbers
            from starts
            group by subject_number
        ) as started
            on ended.subject_number = started.subject_number
    ) as unnested
{%- endmacro %}
