{#- Whether a list holds a value; null where either is null. -#}
{% macro list_has(list, element) -%}
    {{ return(adapter.dispatch('list_has', 'journey_warehouse')(list, element)) }}
{%- endmacro %}

{% macro default__list_has(list, element) -%}
    array_contains({{ list }}, {{ element }})
{%- endmacro %}

{% macro duckdb__list_has(list, element) -%}
    list_contains({{ list }}, {{ element }})
{%- endmacro %}
