{#- One sentence that says why a raw table cannot be read, or nothing. -#}
{% macro raw_table_problem(table) -%}
    {{ return(adapter.dispatch('raw_table_problem', 'journey_warehouse')(table)) }}
{%- endmacro %}

{% macro default__raw_table_problem(table) -%}
    {%- set name = var('raw_schema') ~ '.' ~ table -%}
    {%- set relation = raw_relation(table) -%}
    {%- if relation is none -%}
        {{ return(
            'The required raw table ' ~ name ~ ' is missing.'
            if raw_contract(table).meta.get('is_required') else ''
        ) }}
    {%- endif -%}
    {%- set loaded = loaded_columns(relation) -%}
    {%- set lacking = required_columns(table) | reject('in', loaded) | join(', ') -%}
    {{ return(
        'The raw table ' ~ name ~ ' lacks the required column(s) ' ~ lacking ~ '.'
        if lacking else ''
    ) }}
{%- endmacro %}

{% macro duckdb__raw_table_problem(table) -%}
    {%- set is_loaded = raw_relation(table) is not none -%}
    {%- if raw_schema_is_the_source() -%}
        {{ return(default__raw_table_problem(table)) }}
    {%- endif -%}
    {%- set landing = landed_raw_table(table) -%}
    {%- if is_loaded and landing.form == 'files' -%}
        {{ return(
            'The raw table ' ~ table ~ ' is there twice: as files below '
            ~ 'JOURNEY_RAW_DIR and as ' ~ var('raw_schema') ~ '.' ~ table
            ~ '; remove one of them.'
        ) }}
    {%- elif is_loaded -%}
        {{ return(default__raw_table_problem(table)) }}
    {%- endif -%}
    {{ return(landing.error or '') }}
{%- endmacro %}
