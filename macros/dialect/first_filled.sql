{#- The first value of a window's frame that is not null. -#}
{% macro first_filled(expression) -%}
    {{ return(adapter.dispatch('first_filled', 'journey_warehouse')(expression)) }}
{%- endmacro %}

{% macro default__first_filled(expression) -%}
    first_value({{ expression }}) ignore nulls
{%- endmacro %}

{% macro duckdb__first_filled(expression) -%}
    first_value({{ expression }} ignore nulls)
{%- endmacro %}
