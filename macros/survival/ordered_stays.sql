{#- A list of all stays of a group in the order of their lengths, and lists in which the
    running ones stand alone, and among the ends of each cause but the first: how many of
    that one came before is what is left. -#}
{% macro ordered_stays(stays, causes, horizon_days) -%}
    {%- set in_time = 'stay_microseconds <= ' ~ horizon_days
        ~ ' * cast(86400000000 as bigint)' -%}
    select
        stage_number,
        group_number,
        count(*) as stay_count,
        count(ended_by) as ended_count,
        sum(stay_microseconds) filter (where ended_by is not null) as ended_microseconds,
        coalesce(max(code) filter (where {{ in_time }}), -1) as horizon_code,
        {%- for cause in causes %}
        count(*) filter (where ended_by = {{ loop.index }} and {{ in_time }})
            as {{ cause }}_count,
        {%- endfor %}
        {%- for cause in causes[1:] %}
        {{ sorted_list('code', 'ended_by is null or ended_by = ' ~ (loop.index + 1)) }}
            as {{ cause }}_codes,
        {%- endfor %}
        {{ sorted_list('code', 'ended_by is null') }} as running_codes,
        {{ sorted_list('code') }} as codes
    from (
        select
            stage_number,
            {{ exploded_list('group_numbers') }} as group_number,
            stay_microseconds,
            ended_by,
            {{ code_of_stay(causes) }} as code
        from {{ stays }} as stays
        where stay_microseconds is not null
    ) as exploded
    group by stage_number, group_number
{%- endmacro %}
