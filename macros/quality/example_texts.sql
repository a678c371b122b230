{#- Aggregate: the five least texts as a JSON list, whatever the order of rows. -#}
{% macro example_texts(text) -%}
    {{ return(adapter.dispatch('example_texts', 'journey_warehouse')(text)) }}
{%- endmacro %}

{% macro default__example_texts(text) -%}
    to_json(slice(array_sort(collect_list({{ text }})), 1, 5))
{%- endmacro %}

{#- Keeps five, where a sorted list would keep all. -#}
{% macro duckdb__example_texts(text) -%}
    cast(to_json(min({{ text }}, 5)) as varchar)
{%- endmacro %}
