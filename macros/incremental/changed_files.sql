{#- Names of raw files, as lists: `new`, those of a table that its base model has yet to
    read, that is new and changed files and those with rows that were rejected as being
    in the future, which may be past by now; `gone`, those that are there no longer. -#}
{% macro changed_files(table) -%}
    {%- set known = run_memory().setdefault('changed_files', {}) -%}
    {%- if table in known -%}
        {{ return(known[table]) }}
    {%- endif -%}
    {%- set query -%}
        select
            source_file,
            content,
            source_file in (
                select source_file from {{ this }}
                where rejection_reasons like '%: in the future%'
            ) as is_early
        from journal.staged_files
        where model = 'base_{{ table }}'
    {%- endset -%}
    {%- set settled = {} -%}
    {%- set gone = [] -%}
    {%- for row in run_query(query).rows -%}
        {%- do gone.append(row[0]) -%}
        {%- if not row[2] -%}
            {%- do settled.update({row[0]: row[1]}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set new = [] -%}
    {%- for file in raw_files(table) -%}
        {%- if file.path in gone -%}
            {%- do gone.remove(file.path) -%}
        {%- endif -%}
        {%- if not file.content or settled.get(file.path) != file.content -%}
            {%- do new.append(file.path) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do known.update({table: {'new': new, 'gone': gone}}) -%}
    {{ return(known[table]) }}
{%- endmacro %}
