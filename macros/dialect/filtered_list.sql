{#- The elements of a list that meet a condition, in their order; the condition calls
    each of them `element`. -#}
{% macro filtered_list(list, condition) -%}
    {{ return(
        adapter.dispatch('filtered_list', 'journey_warehouse')(list, condition)
    ) }}
{%- endmacro %}

{% macro default__filtered_list(list, condition) -%}
    filter({{ list }}, element -> {{ condition }})
{%- endmacro %}

{% macro duckdb__filtered_list(list, condition) -%}
    list_filter({{ list }}, lambda element: {{ condition }})
{%- endmacro %}
