{#- The raw files of a table as they are now, as a query: `source_file` and `content`,
    which differs where the file would be read differently. -#}
{% macro listed_files(table) -%}
    {%- set text = dbt.type_string() -%}
    select
        cast(null as {{ text }}) as source_file,
        cast(null as {{ text }}) as content
    where false
    {% for file in raw_files(table) -%}
        union all
        select {{ string_literals([file.path, file.content]) }}
    {% endfor -%}
{%- endmacro %}
