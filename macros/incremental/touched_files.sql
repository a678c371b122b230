{#- The raw files whose rows a base model has to replace, as a query: those that it reads
    in this run, and those that are there no longer. -#}
{% macro touched_files(table) -%}
    {%- set text = dbt.type_string() -%}
    select cast(null as {{ text }}) as entity_id
    where false
    {% for name in files_to_stage(table) -%}
        union all
        select {{ string_literals([name]) }}
    {% endfor -%}
    union all
    select source_file
    from journal.staged_files
    where
        model = '{{ model.name }}'
        and source_file not in (
            select files.source_file from ({{ listed_files(table) }}) as files
        )
{%- endmacro %}
