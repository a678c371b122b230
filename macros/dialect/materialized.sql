{#- Behind the `as` of a CTE: it is worked out by itself, and kept for all that read it.
    For where the engine would join first and leave most of it out afterwards. -#}
{% macro materialized() -%}
    {{ return(adapter.dispatch('materialized', 'journey_warehouse')()) }}
{%- endmacro %}

{% macro default__materialized() -%}
    {#- Not every engine lets a query decide. -#}
{%- endmacro %}

{% macro duckdb__materialized() -%}
    materialized
{%- endmacro %}
