{#- Aggregate: the values that meet a condition, from the smallest to the greatest; null
    without any. -#}
{% macro sorted_list(value, condition='true') -%}
    {{ return(
        adapter.dispatch('sorted_list', 'journey_warehouse')(value, condition)
    ) }}
{%- endmacro %}

{% macro default__sorted_list(value, condition='true') -%}
    nullif(
        array_sort(collect_list({{ value }}) filter (where {{ condition }})), array()
    )
{%- endmacro %}

{% macro duckdb__sorted_list(value, condition='true') -%}
    list_sort(list({{ value }}) filter (where {{ condition }}))
{%- endmacro %}
