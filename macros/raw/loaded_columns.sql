{#- Lower-case names of a relation's columns; none has none. -#}
{% macro loaded_columns(relation) -%}
    {%- set names = [] -%}
    {%- if relation is not none -%}
        {%- for column in adapter.get_columns_in_relation(relation) -%}
            {%- do names.append(column.name | lower) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(names) }}
{%- endmacro %}
