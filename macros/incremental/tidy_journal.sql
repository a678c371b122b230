{#- Runs at the end: what every model that reads a changed one has read is forgotten. -#}
{% macro tidy_journal() -%}
    {%- if not execute or flags.WHICH not in ['build', 'run'] -%}
        {{ return('') }}
    {%- endif -%}
    delete from journal.news
    where not exists (
        select 1
        from journal.lineage
        inner join journal.positions on lineage.model = positions.model
        where
            lineage.parent = news.model
            and positions.seq < news.seq
    );

    delete from journal.changes
    where not exists (
        select 1
        from journal.news
        where
            news.model = changes.model
            and news.seq = changes.seq
    )
{%- endmacro %}
