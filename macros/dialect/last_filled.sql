{#- The last value of a window's frame that is not null. -#}
{% macro last_filled(expression) -%}
    {{ return(adapter.dispatch('last_filled', 'journey_warehouse')(expression)) }}
{%- endmacro %}

{% macro default__last_filled(expression) -%}
    last_value({{ expression }}) ignore nulls
{%- endmacro %}

{% macro duckdb__last_filled(expression) -%}
    last_value({{ expression }} ignore nulls)
{%- endmacro %}
