{#- Names of the columns whose instants have happened (not planned ones); the first says
    when the row occurred. -#}
{% macro event_columns(columns) -%}
    {%- set names = [] -%}
    {%- for column in columns if column.meta.get('is_event') -%}
        {%- do names.append(column.name) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
