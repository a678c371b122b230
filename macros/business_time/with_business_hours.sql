{#- The rows of a relation with one column more: the hours between two instants during
    which a calendar is open. What was open up to an instant is looked up by calendar
    and UTC day, so that a span of years costs as much as one of a minute. -#}
{% macro with_business_hours(relation, calendar, start_at, end_at, column) -%}
    {%- set starts = column ~ '__starts' -%}
    {%- set ends = column ~ '__ends' -%}
    select
        {{ relation }}.*,
        (
            {{ business_microseconds(ends, relation ~ '.' ~ end_at) }}
            - {{ business_microseconds(starts, relation ~ '.' ~ start_at) }}
        ) / 3600000000.0 as {{ column }}
    from {{ relation }}
    {% for business_day, instant in [(starts, start_at), (ends, end_at)] -%}
        left join {{ ref('int_business_days') }} as {{ business_day }}
            on
                {{ relation }}.{{ calendar }} = {{ business_day }}.calendar
                and cast({{ relation }}.{{ instant }} as date)
                = {{ business_day }}.utc_day
                and {{ relation }}.{{ instant }} >= {{ business_day }}.opens_at
                and {{ relation }}.{{ instant }} < {{ business_day }}.next_opens_at
    {% endfor -%}
{%- endmacro %}
