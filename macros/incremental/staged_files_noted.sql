{#- Statements that remember which raw files a base model has read. -#}
{% macro staged_files_noted(table) -%}
    delete from journal.staged_files
    where model = '{{ model.name }}';
    insert into journal.staged_files
    select '{{ model.name }}', files.source_file, files.content
    from ({{ listed_files(table) }}) as files;
{%- endmacro %}
