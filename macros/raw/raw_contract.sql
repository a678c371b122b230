{#- The graph is complete at execution only; while dbt parses, a table has no columns
    yet. -#}
{% macro raw_contract(table) -%}
    {%- set name = 'source.' ~ project_name ~ '.raw.' ~ table -%}
    {%- if not execute -%}
        {{ return({'columns': [], 'meta': {'key': []}}) }}
    {%- endif -%}
    {%- set node = graph.sources[name] -%}
    {%- set columns = [] -%}
    {%- for column in node.columns.values() -%}
        {%- do columns.append({
            'name': column.name,
            'data_type': column.data_type,
            'meta': column.config.meta,
        }) -%}
    {%- endfor -%}
    {{ return({'columns': columns, 'meta': node.config.meta}) }}
{%- endmacro %}
