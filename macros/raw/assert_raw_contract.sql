{#- Runs before any model: what cannot be built is said in one sentence per table. What
    concerns all of them, as a directory that is not there, is said once. -#}
{% macro assert_raw_contract() -%}
    {%- if not execute or flags.WHICH not in ['build', 'run'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set sentences = [] -%}
    {%- for table in raw_tables() -%}
        {%- set answer = raw_table_problem(table) -%}
        {%- if answer and answer not in sentences -%}
            {%- do sentences.append(answer) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if sentences -%}
        {%- do exceptions.raise_compiler_error(sentences | join('\n')) -%}
    {%- endif -%}
    {%- set unread = unread_raw_files() -%}
    {%- if unread -%}
        {%- do log(unread, info=true) -%}
    {%- endif -%}
{%- endmacro %}
