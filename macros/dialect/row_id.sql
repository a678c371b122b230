{#- What the engine calls a row of a table by, as long as the table is not written to. -#}
{% macro row_id() -%}
    {{ return(adapter.dispatch('row_id', 'journey_warehouse')()) }}
{%- endmacro %}

{% macro default__row_id() -%}
    rowid
{%- endmacro %}
