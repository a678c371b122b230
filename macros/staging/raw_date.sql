{#- A raw column as a calendar day, null where it is none: ISO 8601; of an instant, the
    day that it is written with. -#}
{% macro raw_date(column) -%}
    {{ return(adapter.dispatch('raw_date', 'journey_warehouse')(column)) }}
{%- endmacro %}

{% macro default__raw_date(column) -%}
    try_cast({{ raw_text(column) }} as date)
{%- endmacro %}

{#- A cast alone would take 'epoch', 'infinity' and '2024/1/5'. -#}
{% macro duckdb__raw_date(column) -%}
    {%- set text = raw_text(column) -%}
    case
        when regexp_full_match({{ text }}, '{{ iso_8601_pattern() }}')
            then try_cast(substr({{ text }}, 1, 10) as date)
    end
{%- endmacro %}
