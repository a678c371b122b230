{#- A row per day from one day to another, both included; stands in a select list. -#}
{% macro day_rows(first_date, last_date) -%}
    {{ return(adapter.dispatch('day_rows', 'journey_warehouse')(first_date, last_date)) }}
{%- endmacro %}

{% macro default__day_rows(first_date, last_date) -%}
    explode(sequence({{ first_date }}, {{ last_date }}, interval 1 day))
{%- endmacro %}

{% macro duckdb__day_rows(first_date, last_date) -%}
    cast(
        unnest(generate_series({{ first_date }}, {{ last_date }}, interval 1 day))
        as date
    )
{%- endmacro %}
