{#- A row per group and length of running stays, with how many came before of them and of
    the ends of each cause, after one that stands for the beginning. -#}
{% macro running_stays(ordered, causes) -%}
    {%- set group = ['stage_number', 'group_number'] -%}
    {%- set kinds = causes | length + 1 -%}
    {%- set others = causes[1:] -%}
    select
        stage_number,
        group_number,
        code,
        running_count,
        running_place - 1 as running_before,
        place - running_place as ended_before,
        {%- for cause in others %}
        {{ cause }}_place - running_place as {{ cause }}_before,
        {%- endfor %}
        place - running_place
        {%- for cause in others %} - ({{ cause }}_place - running_place)
        {%- endfor %} as {{ causes[0] }}_before
    from (
        select
            stage_number,
            group_number,
            element as code,
            count(*) filter (where list = 'running') as running_count
            {%- for list in ['running', 'all'] + others %},
            min(place) filter (where list = '{{ list }}')
                as {{ 'place' if list == 'all' else list ~ '_place' }}
            {%- endfor %}
        from (
            {%- for list in ['running', 'all'] + others %}
            {%- set column = 'codes' if list == 'all' else list ~ '_codes' %}
            select
                *,
                '{{ list }}' as list
            from ({{ elements(ordered, group, column) }}) as {{ list }}_elements
            {{- ' union all' if not loop.last }}
            {%- endfor %}
        ) as lines
        where element % {{ kinds }} = {{ kinds - 1 }}
        group by stage_number, group_number, element
        union all
        select
            stage_number,
            group_number,
            -1 as code,
            0 as running_count
            {%- for list in ['running', 'all'] + others %},
            1 as {{ 'place' if list == 'all' else list ~ '_place' }}
            {%- endfor %}
        from {{ ordered }} as beginnings
    ) as placed
{%- endmacro %}
