{#- A row per element of a list, in a select list. -#}
{% macro exploded_list(list) -%}
    {{ return(adapter.dispatch('exploded_list', 'journey_warehouse')(list)) }}
{%- endmacro %}

{% macro default__exploded_list(list) -%}
    explode({{ list }})
{%- endmacro %}

{% macro duckdb__exploded_list(list) -%}
    unnest({{ list }})
{%- endmacro %}
