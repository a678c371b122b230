{#- A raw table in any form that the contract allows, as a relation or subquery with the
    columns of the contract, `custom_attributes`, `source_file`, `source_row_number`,
    `unparsed_line` and `parse_error`. -#}
{% macro raw_table(table, only_new=false) -%}
    {#- Called while dbt parses, too: these two draw the edges of the lineage graph. -#}
    {%- set relation = source('raw', table) -%}
    {%- set breakdowns = ref('breakdowns') -%}
    {#- A unit test gives the rows itself, and lint has none. -#}
    {%- set is_given = '__dbt__cte__' in (relation | string) -%}
    {%- if not execute or is_given or target.name == 'lint' -%}
        {{ return(relation) }}
    {%- endif -%}
    {%- set passthrough = passthrough_columns(table, breakdowns) -%}
    {%- set files = files_to_stage(table) if only_new else none -%}
    {{ return(adapter.dispatch('raw_table', 'journey_warehouse')(
        table, passthrough, files
    )) }}
{%- endmacro %}

{#- Engines without files of their own read what an EL tool loaded, always all of it. -#}
{% macro default__raw_table(table, passthrough, files) -%}
    {{ return(loaded_raw_table(table, raw_relation(table), passthrough)) }}
{%- endmacro %}

{% macro duckdb__raw_table(table, passthrough, files) -%}
    {%- set relation = raw_relation(table) -%}
    {%- if relation is not none or raw_schema_is_the_source() -%}
        {{ return(loaded_raw_table(table, relation, passthrough)) }}
    {%- endif -%}
    {{ return('(' ~ landed_raw_table(table, passthrough, files).scan ~ ')') }}
{%- endmacro %}
