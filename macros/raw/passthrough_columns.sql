{#- Columns of a raw table that the contract does not know and the `breakdowns` seed
    names. -#}
{% macro passthrough_columns(table, breakdowns) -%}
    {%- set known = raw_contract(table).columns | map(attribute='name') | list -%}
    {%- set named = [] -%}
    {%- for row in run_query('select source_column from ' ~ breakdowns).rows -%}
        {%- set parts = row[0].split('.') -%}
        {%- if parts[0] == table and parts[1] not in known + named -%}
            {%- do named.append(parts[1]) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(named) }}
{%- endmacro %}
