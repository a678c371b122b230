{#- Names of the columns of a raw table that the contract does not know; none where the
    table is absent. -#}
{% macro raw_columns_beyond_contract(table) -%}
    {%- set relation = raw_relation(table) -%}
    {%- if relation is none and not raw_schema_is_the_source() -%}
        {%- set landing = landed_raw_table(table) -%}
        {{ return(landing.unknown_columns if landing.form == 'files' else none) }}
    {%- elif relation is none -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set known = raw_contract(table).columns | map(attribute='name') | list -%}
    {{ return(loaded_columns(relation) | reject('in', known) | list) }}
{%- endmacro %}
