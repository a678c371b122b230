{#- A double rounded to nine significant digits: what was added up or multiplied as
    doubles may differ in the last ones with the number of threads. -#}
{% macro nine_digits(value) -%}
    {{ return(adapter.dispatch('nine_digits', 'journey_warehouse')(value)) }}
{%- endmacro %}

{% macro default__nine_digits(value) -%}
    cast(format_string('%.8e', {{ value }}) as double)
{%- endmacro %}

{% macro duckdb__nine_digits(value) -%}
    cast(printf('%.8e', {{ value }}) as double)
{%- endmacro %}
