{#- A list of the values, in their order. -#}
{% macro list_of(values) -%}
    {{ return(adapter.dispatch('list_of', 'journey_warehouse')(values)) }}
{%- endmacro %}

{% macro default__list_of(values) -%}
    array({{ values | join(', ') }})
{%- endmacro %}

{% macro duckdb__list_of(values) -%}
    [{{ values | join(', ') }}]
{%- endmacro %}
