{#- The number of a day in its week: 1 is Monday, 7 is Sunday. -#}
{% macro weekday_number(day) -%}
    {{ return(adapter.dispatch('weekday_number', 'journey_warehouse')(day)) }}
{%- endmacro %}

{% macro default__weekday_number(day) -%}
    (weekday({{ day }}) + 1)
{%- endmacro %}

{% macro duckdb__weekday_number(day) -%}
    cast(isodow({{ day }}) as integer)
{%- endmacro %}
