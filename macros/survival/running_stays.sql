{#- A row per group and length of running stays, with how many came before of them and of
    the ends of each cause, after one that stands for the beginning. -#}
{% macro running_stays(ordered, causes) -%}
    {%- set group = ['stage_number', 'group_number'] -%}
    {%- set others = causes[1:] -%}
    {%- set lists = {'running_codes': 'code', 'places': 'place_of_all'} -%}
    {%- for cause in others -%}
        {%- do lists.update({cause ~ '_places': cause ~ '_place'}) -%}
    {%- endfor -%}
    select
        stage_number,
        group_number,
        code,
        running_count,
        running_before,
        ended_before,
        {%- for cause in others %}
        {{ cause }}_before,
        {%- endfor %}
        ended_before
        {%- for cause in others %} - {{ cause }}_before{% endfor %}
            as {{ causes[0] }}_before
    from (
        select
            stage_number,
            group_number,
            code,
            count(*) as running_count,
            min(place) - 1 as running_before,
            min(place_of_all) - min(place) as ended_before
            {%- for cause in others %},
            min({{ cause }}_place) - min(place) as {{ cause }}_before
            {%- endfor %}
        from ({{ elements_abreast(ordered, group, lists) }}) as running
        group by stage_number, group_number, code
        union all
        select
            stage_number,
            group_number,
            -1 as code,
            0 as running_count,
            0 as running_before,
            0 as ended_before
            {%- for cause in others %},
            0 as {{ cause }}_before
            {%- endfor %}
        from {{ ordered }} as beginnings
    ) as placed
{%- endmacro %}
