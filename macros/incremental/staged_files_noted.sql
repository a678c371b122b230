{#- Statements that remember which raw files a base model has read, and how many rows are
    in those that it read now: counted in the files, not in the model. -#}
{% macro staged_files_noted(table) -%}
    delete from journal.staged_files
    where
        model = '{{ model.name }}'
        {% if is_replacing() -%}
            and source_file in (select entity_id from touched__{{ model.name }})
        {%- endif %};
    insert into journal.staged_files
    select
        '{{ model.name }}',
        files.source_file,
        files.content,
        coalesce(received.row_count, 0)
    from ({{ listed_files(table) }}) as files
    left join (
        select source_file, count(*) as row_count
        from {{ raw_table(table, only_new=true) }}
        group by source_file
    ) as received
        on files.source_file = received.source_file
    where files.source_file not in (
        select source_file from journal.staged_files where model = '{{ model.name }}'
    );
{%- endmacro %}
