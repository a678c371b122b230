{#- Runs before any model: the tables that keep what checks found and when models were
    built, and the waivers as the seed's file stands now. A check may run before its seed would be loaded. -#}
{% macro prepare_quality() -%}
    {%- if not execute or flags.WHICH not in ['build', 'run', 'seed', 'test'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set text = dbt.type_string() -%}
    {#- dbt rolls back what a hook leaves open. -#}
    {%- call statement(auto_begin=true) -%}
        create schema if not exists quality;
        create table if not exists quality.results (
            run_id {{ text }}, run_at timestamp, check_id {{ text }}, kind {{ text }},
            rule {{ text }}, table_name {{ text }}, column_name {{ text }},
            severity {{ text }}, status {{ text }}, failing_row_count bigint,
            example_keys {{ text }}, first_seen_at timestamp
        );
        create table if not exists quality.runs (
            run_id {{ text }}, run_at timestamp, is_sound boolean,
            check_count bigint, problem_count bigint
        );
        create table if not exists quality.raw_columns (
            table_name {{ text }}, column_name {{ text }}, last_seen_at timestamp
        );
        create table if not exists quality.built_models (
            model_name {{ text }}, built_at timestamp
        );
        create or replace table quality.waivers as {{ waivers_in_force() }};
        {{ create_waiver_functions() }}
    {%- endcall -%}
    {%- do adapter.commit() -%}
{%- endmacro %}
