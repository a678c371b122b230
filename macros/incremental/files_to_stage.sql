{#- Names of the raw files of a table that its base model has yet to read, or none where
    it reads all: new and changed files, and those with rows that were rejected as being
    in the future, which may be past by now. -#}
{% macro files_to_stage(table) -%}
    {%- if not is_replacing() -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set query -%}
        select source_file, content
        from journal.staged_files
        where
            model = 'base_{{ table }}'
            and source_file not in (
                select source_file from {{ this }}
                where rejection_reasons like '%: in the future%'
            )
    {%- endset -%}
    {%- set staged = {} -%}
    {%- for row in run_query(query).rows -%}
        {%- do staged.update({row[0]: row[1]}) -%}
    {%- endfor -%}
    {%- set names = [] -%}
    {%- for file in raw_files(table) -%}
        {%- if not file.content or staged.get(file.path) != file.content -%}
            {%- do names.append(file.path) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
