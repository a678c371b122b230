{#- The places of the elements that meet a condition, which calls the place `place`; null
    for a list that is null. -#}
{% macro places_in_list(list, condition) -%}
    {{ return(
        adapter.dispatch('places_in_list', 'journey_warehouse')(list, condition)
    ) }}
{%- endmacro %}

{% macro default__places_in_list(list, condition) -%}
    filter(sequence(1, cast(size({{ list }}) as bigint)), place -> {{ condition }})
{%- endmacro %}

{% macro duckdb__places_in_list(list, condition) -%}
    list_filter(range(1, len({{ list }}) + 1), lambda place: {{ condition }})
{%- endmacro %}
