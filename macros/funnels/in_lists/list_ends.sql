{#- Per subject its entries with how an attempt from each would end, `endings`, and
    after which the next would begin, `next_entries` (a number behind the last for
    none). Needs the CTEs `entered` and `walks`. -#}
{% macro list_ends() -%}
    {%- set note = unpacked_event('ending', 'note', first='instant') -%}
    {%- set bits = packed_event_layout('note').note.shift -%}
    {%- set entries_by_instant -%}
        list_transform(
            entries,
            lambda event, number: {{ packed_event('instant', {
                'instant': unpacked_event('event', 'instant'),
                'position': unpacked_event('event', 'position'),
                'rank': '0',
                'note': 'number',
            }) }}
        )
    {%- endset -%}
    select
        funnel_number,
        subject_number,
        subject_id,
        attempts,
        entries,
        list_sort(list_transform(
            endings,
            lambda ending:
            (cast({{ note }} as hugeint) << {{ bits }})
            + (ending >> {{ packed_event_layout('instant').rank.shift }})
        )) as endings,
        {% set numbered -%}
            list_transform(
                {{ next_places(
                    'list_sort(list_concat(endings, ' ~ entries_by_instant ~ '))',
                    unpacked_event('event', 'rank', first='instant') ~ ' > 0',
                ) }},
                lambda place, number: (
                    {{ unpacked_event('endings[number]', 'note', first='instant') }}
                    << 32
                ) + place
            )
        {%- endset -%}
        list_transform(
            list_sort({{ numbered }}),
            lambda numbers: numbers & {{ 2 ** 32 - 1 }}
        ) as next_entries
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
{%- endmacro %}
