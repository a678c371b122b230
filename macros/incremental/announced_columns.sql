{#- What a model announces of rows that changed: a dict of names and expressions. Of a raw
    table these are its key, first, and the ids that the contract names. -#}
{% macro announced_columns() -%}
    {%- set meta = model.config.meta -%}
    {%- if meta.get('replaces') != 'source_file' -%}
        {{ return(meta.get('announces', {})) }}
    {%- endif -%}
    {%- set table = model.name | replace('base_', '') -%}
    {%- set columns = {'row_key': row_key(table)} -%}
    {%- for column in raw_contract(table).columns
        if column.name.endswith('_id') -%}
        {%- do columns.update({column.name: column.name}) -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}
