{#- Columns without which a raw table is of no use. -#}
{% macro required_columns(table) -%}
    {%- set names = [] -%}
    {%- for column in raw_contract(table).columns if column.meta.get('is_required') -%}
        {%- do names.append(column.name) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
