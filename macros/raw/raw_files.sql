{#- The files of a raw table: `path`, as rows name it, `content`, the same as long as the
    file is read in the same way, `format` and `columns`. A table that an EL tool loads is
    one file whose content is not known. -#}
{% macro raw_files(table) -%}
    {{ return(adapter.dispatch('raw_files', 'journey_warehouse')(table)) }}
{%- endmacro %}

{% macro default__raw_files(table) -%}
    {{ return([{
        'path': var('raw_schema') ~ '.' ~ table,
        'content': '',
        'format': 'table',
        'columns': loaded_columns(raw_relation(table)) | sort,
    }]) }}
{%- endmacro %}

{% macro duckdb__raw_files(table) -%}
    {%- if raw_relation(table) is not none or raw_schema_is_the_source() -%}
        {{ return(default__raw_files(table)) }}
    {%- endif -%}
    {%- set passthrough = passthrough_columns(table, ref('breakdowns')) -%}
    {{ return(landed_raw_table(table, passthrough).files) }}
{%- endmacro %}
