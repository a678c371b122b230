{#- A sentence that names what lies among the raw files and is read as no raw table, or
    nothing. -#}
{% macro unread_raw_files() -%}
    {{ return(adapter.dispatch('unread_raw_files', 'journey_warehouse')()) }}
{%- endmacro %}

{% macro default__unread_raw_files() -%}
    {{ return('') }}
{%- endmacro %}

{% macro duckdb__unread_raw_files() -%}
    {%- if raw_schema_is_the_source() -%}
        {{ return('') }}
    {%- endif -%}
    {%- set tables = string_literals([tojson(raw_tables())]) -%}
    {%- set answer = run_query('select unread_raw_files(' ~ tables ~ ')') -%}
    {{ return(answer.rows[0][0]) }}
{%- endmacro %}
