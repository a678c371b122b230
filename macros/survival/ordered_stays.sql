{#- A list of all stays of a group in the order of their lengths, and lists in which the
    running ones stand alone, and among the ends of each cause but the first: how many of
    that one came before is what is left. Where the running ones stand is found here, by
    as many threads as sort the lists; whoever reads these few rows again is one. -#}
{% macro ordered_stays(coded, causes) -%}
    {%- set others = causes[1:] -%}
    {%- set lists = ['codes'] -%}
    {%- for cause in others -%}
        {%- do lists.append(cause ~ '_codes') -%}
    {%- endfor -%}
    select
        *
        {%- for codes in lists %},
        {{ places_in_list(
            codes, is_code_running(list_element(codes, 'place'), causes)
        ) }} as {{ codes | replace('codes', 'places') }}
        {%- endfor %}
    from (
        select
            stage_number,
            group_number,
            count(*) as stay_count,
            count(ended_by) as ended_count,
            sum(ended_microseconds) as ended_microseconds,
            coalesce(max(code_in_time), -1) as horizon_code,
            {%- for cause in causes %}
            count({{ cause }}_in_time) as {{ cause }}_count,
            {%- endfor %}
            {%- for cause in others %}
            {{ sorted_list('code', 'is_' ~ cause ~ '_or_running') }}
                as {{ cause }}_codes,
            {%- endfor %}
            {{ sorted_list('code', 'ended_by is null') }} as running_codes,
            {{ sorted_list('code') }} as codes
        from (
            select
                *,
                {{ exploded_list('group_numbers') }} as group_number
            from {{ coded }} as coded
        ) as exploded
        group by stage_number, group_number
    ) as listed
{%- endmacro %}
