{#- Query of the files of a raw table: `table_name`, `source_file`, `file_format` and
    `column_names`, joined by commas; a file without any column is empty, and left out. -#}
{% macro described_files(table) -%}
    {#- Called while dbt parses, too: draws the edge of the lineage graph. -#}
    {%- do source('raw', table) -%}
    {%- set text = dbt.type_string() -%}
    select
        cast(null as {{ text }}) as table_name,
        cast(null as {{ text }}) as source_file,
        cast(null as {{ text }}) as file_format,
        cast(null as {{ text }}) as column_names
    where false
    {#- Lint has no rows. -#}
    {% if execute and target.name != 'lint' %}
        {%- for file in raw_files(table) if file.columns %}
            union all
            select {{ string_literals([
                table, file.path, file.format, file.columns | join(',')
            ]) }}
        {%- endfor %}
    {%- endif %}
{%- endmacro %}
