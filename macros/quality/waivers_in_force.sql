{#- The rows of the waivers' file that have not expired on the day of the run. -#}
{% macro waivers_in_force() -%}
    {{ return(adapter.dispatch('waivers_in_force', 'journey_warehouse')()) }}
{%- endmacro %}

{#- The last day counts. A date that is none expires at once. -#}
{% macro duckdb__waivers_in_force() -%}
    {%- set seed = graph.nodes['seed.' ~ project_name ~ '.quality_waivers'] -%}
    {%- set file = seed.root_path ~ '/' ~ seed.original_file_path -%}
    select
        rule,
        nullif(table_name, '') as table_name,
        nullif(column_name, '') as column_name
    from read_csv({{ string_literals([file]) }}, header = true, all_varchar = true)
    where try_cast(expires_on as date) >= date '{{ run_started_at.strftime("%Y-%m-%d") }}'
{%- endmacro %}
