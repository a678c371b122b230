{#- The two parts of a recursive CTE `advances`: a row per level that a subject reaches
    with the ways to the next one, `ahead`. Needs the CTE `awaited`. -#}
{% macro list_advances() -%}
    select
        funnel_number,
        subject_id,
        entry_window,
        1 as level,
        later,
        seconds as ahead,
        {{ begins_at_once('seconds') }} as is_unsure
    from awaited
    where len(later) > 0
    union all
    select
        funnel_number,
        subject_id,
        entry_window,
        level + 1 as level,
        later,
        {{ next_ways('ways') }} as ahead,
        is_unsure or {{ has_ties('ways') }} as is_unsure
    from (
        select
            * exclude (ahead),
            list_sort(list_concat(
                ahead,
                list_transform(
                    {{ moments_of_level('later', '= level + 2') }},
                    lambda moment: {{ packed_way('moment') }}
                )
            )) as ways
        from advances
        where len(ahead) > 0
    ) as merged
{%- endmacro %}
