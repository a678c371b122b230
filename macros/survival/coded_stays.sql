{#- What is counted stands in columns that are null elsewhere, and is worked out here,
    before a stay is repeated for each of its dozen groups. -#}
{% macro coded_stays(stays, causes, horizon_days) -%}
    select
        *,
        case when is_in_time then code end as code_in_time
        {%- for cause in causes %},
        case when is_in_time and ended_by = {{ loop.index }} then 1 end
            as {{ cause }}_in_time
        {%- endfor %}
    from (
        select
            stage_number,
            group_numbers,
            ended_by,
            {{ code_of_stay(causes) }} as code,
            stay_microseconds <= {{ horizon_days }} * cast(86400000000 as bigint)
                as is_in_time,
            case when ended_by is not null then stay_microseconds end
                as ended_microseconds
            {%- for cause in causes[1:] %},
            ended_by is null or ended_by = {{ loop.index + 1 }}
                as is_{{ cause }}_or_running
            {%- endfor %}
        from {{ stays }} as stays
        where stay_microseconds is not null
    ) as coded
{%- endmacro %}
