{#- Per subject its entries; how attempts from them would end, `endings`, with the place
    of each entry's among these, `ending_places`; and after which entry the next attempt
    would begin, `next_entries` (a number behind the last for none). Needs the CTEs
    `entered` and `walks`. -#}
{% macro list_ends() -%}
    {%- set numbered -%}
        list_transform(
            endings,
            lambda ending, place: ({{ unpacked_event('ending', 'note') }} << 32) + place
        )
    {%- endset -%}
    select
        funnel_number,
        subject_number,
        subject_id,
        attempts,
        entries,
        endings,
        ending_places,
        list_transform(
            ending_places, lambda place: next_entries[place]
        ) as next_entries
    from (
        select
            *,
            list_transform(
                list_sort({{ numbered }}),
                lambda numbers: numbers & {{ 2 ** 32 - 1 }}
            ) as ending_places,
            {{ next_places(
                'list_sort(list_concat(endings, entries))',
                unpacked_event('event', 'is_end') ~ ' = 1',
            ) }} as next_entries
        from (
            select
                entered.* exclude (endings),
                list_sort(list_concat(
                    entered.endings, coalesce(later.endings, [])
                )) as endings
            from entered
            left join (
                select
                    subject_number,
                    flatten(list(endings)) as endings
                from walks
                where level > 2
                group by subject_number
            ) as later
                on entered.subject_number = later.subject_number
        ) as gathered
    ) as placed
{%- endmacro %}
