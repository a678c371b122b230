{#- Columns of a raw table that the contract does not know and the `breakdowns` seed
    names. -#}
{% macro passthrough_columns(table, breakdowns) -%}
    {%- set known = raw_contract(table).columns | map(attribute='name') | list -%}
    {%- set named = [] -%}
    {%- for source_column in broken_down_columns(breakdowns) -%}
        {%- set source, _, column = source_column.partition('.') -%}
        {%- if source == table and column not in known + named -%}
            {%- do named.append(column) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(named) }}
{%- endmacro %}
