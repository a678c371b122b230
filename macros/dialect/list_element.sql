{#- The element of a list at a place, counted from 1; null where there is none. -#}
{% macro list_element(list, place) -%}
    {{ return(adapter.dispatch('list_element', 'journey_warehouse')(list, place)) }}
{%- endmacro %}

{% macro default__list_element(list, place) -%}
    get({{ list }}, {{ place }} - 1)
{%- endmacro %}

{% macro duckdb__list_element(list, place) -%}
    list_extract({{ list }}, {{ place }})
{%- endmacro %}
