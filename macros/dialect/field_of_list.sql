{#- The list of one field of the structs of a list. -#}
{% macro field_of_list(list, field) -%}
    {{ return(adapter.dispatch('field_of_list', 'journey_warehouse')(list, field)) }}
{%- endmacro %}

{% macro default__field_of_list(list, field) -%}
    {{ list }}.{{ field }}
{%- endmacro %}

{% macro duckdb__field_of_list(list, field) -%}
    list_transform({{ list }}, lambda element: element.{{ field }})
{%- endmacro %}
