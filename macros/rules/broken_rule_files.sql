{#- A sentence, with file and line, for each line of the seeds' files that cannot be
    read. -#}
{% macro broken_rule_files(seeds, folder) -%}
    {{ return(
        adapter.dispatch('broken_rule_files', 'journey_warehouse')(seeds, folder)
    ) }}
{%- endmacro %}

{% macro default__broken_rule_files(seeds, folder) -%}
    {{ return([]) }}
{%- endmacro %}

{#- DuckDB's reader would guess what the file means, and name neither file nor line. -#}
{% macro duckdb__broken_rule_files(seeds, folder) -%}
    {%- set calls = [] -%}
    {%- for seed in seeds -%}
        {%- set request = tojson({
            'path': folder ~ '/' ~ seed.original_file_path,
            'columns': seed.config.column_types.keys() | list,
        }) -%}
        {%- do calls.append('broken_rule_file(' ~ string_literals([request]) ~ ')') -%}
    {%- endfor -%}
    {%- set answers = run_query('select ' ~ calls | join(', ')).rows[0].values() -%}
    {{ return(answers | select | list) }}
{%- endmacro %}
