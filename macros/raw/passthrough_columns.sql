{#- Columns of a raw table that the contract does not know and the `breakdowns` seed
    names. -#}
{% macro passthrough_columns(table, breakdowns) -%}
    {%- set known = raw_contract(table).columns | map(attribute='name') | list -%}
    {%- set named = [] -%}
    {%- for row in run_query('select source_column from ' ~ breakdowns).rows -%}
        {%- set source, _, column = row[0].partition('.') -%}
        {%- if source == table and column not in known + named -%}
            {%- do named.append(column) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(named) }}
{%- endmacro %}
