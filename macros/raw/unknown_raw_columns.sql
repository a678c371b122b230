{#- Columns of a raw table that neither the contract nor the `breakdowns` seed knows;
    nothing reads them. -#}
{% macro unknown_raw_columns(table, breakdowns) -%}
    {#- Called while dbt parses, too: draws the edge of the lineage graph. -#}
    {%- do source('raw', table) -%}
    {#- Lint has no rows. -#}
    {%- if not execute or target.name == 'lint' -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set passthrough = passthrough_columns(table, breakdowns) -%}
    {%- set relation = raw_relation(table) -%}
    {%- if relation is none and not raw_schema_is_the_source() -%}
        {{ return(landed_raw_table(table, passthrough).unknown_columns) }}
    {%- endif -%}
    {%- set known = raw_contract(table).columns | map(attribute='name') | list -%}
    {{ return(loaded_columns(relation) | reject('in', known + passthrough) | list) }}
{%- endmacro %}
