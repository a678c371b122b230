{#- Runs before any model: the tables of the journal, and what each stored model is made
    of as the project stands now. See docs/decisions/0007. -#}
{% macro prepare_journal() -%}
    {%- if not execute or flags.WHICH not in ['build', 'run', 'seed'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set text = dbt.type_string() -%}
    {%- set tables = {
        'news': 'seq bigint, model ' ~ text ~ ', column_name ' ~ text,
        'changes': 'seq bigint, model ' ~ text ~ ', column_name ' ~ text
            ~ ', value ' ~ text,
        'positions': 'model ' ~ text ~ ', seq bigint, fingerprint ' ~ text,
        'contents': 'model ' ~ text ~ ', content ' ~ text,
        'staged_files': 'model ' ~ text ~ ', source_file ' ~ text
            ~ ', content ' ~ text ~ ', row_count bigint',
        'plans': 'model ' ~ text ~ ', fingerprint ' ~ text,
        'lineage': 'model ' ~ text ~ ', parent ' ~ text,
    } -%}
    {#- dbt rolls back what a hook leaves open. -#}
    {%- call statement(auto_begin=true) -%}
        create schema if not exists journal;
        {% for table, columns in tables.items() -%}
            create table if not exists journal.{{ table }} ({{ columns }});
        {% endfor -%}
        {#- A journal of before files were counted lacks it. #}
        alter table journal.staged_files add column if not exists row_count bigint;
        {{ planned_models() }}
    {%- endcall -%}
    {%- do adapter.commit() -%}
    {%- set contents = {} -%}
    {%- for row in run_query('select model, content from journal.contents').rows -%}
        {%- do contents.update({row[0]: row[1]}) -%}
    {%- endfor -%}
    {%- do run_memory().update({'contents': contents}) -%}
{%- endmacro %}
