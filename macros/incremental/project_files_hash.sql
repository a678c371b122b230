{#- A hash of the project's macros, its raw contract and `dbt_project.yml`, none of which
    dbt hands to a macro. -#}
{% macro project_files_hash() -%}
    {{ return(adapter.dispatch('project_files_hash', 'journey_warehouse')()) }}
{%- endmacro %}

{#- An engine that cannot read them takes every run for a change of them. -#}
{% macro default__project_files_hash() -%}
    {{ return(invocation_id) }}
{%- endmacro %}

{% macro duckdb__project_files_hash() -%}
    {%- set files = [] -%}
    {%- for pattern in [
        'dbt_project.yml', 'macros/**/*.sql', 'models/staging/_sources.yml'
    ] -%}
        {%- do files.append((flags.PROJECT_DIR or '.') ~ '/' ~ pattern) -%}
    {%- endfor -%}
    {%- set query -%}
        select md5(string_agg(content, '' order by filename))
        from read_text([{{ string_literals(files) }}])
    {%- endset -%}
    {{ return(run_query(query).rows[0][0]) }}
{%- endmacro %}
