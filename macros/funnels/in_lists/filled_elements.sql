{#- A list without its nulls. -#}
{% macro filled_elements(list) -%}
    list_filter({{ list }}, lambda element: element is not null)
{%- endmacro %}
