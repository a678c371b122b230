{#- Runs at the end: what every incremental model has read is forgotten. -#}
{% macro tidy_journal() -%}
    {%- if not execute or flags.WHICH not in ['build', 'run'] -%}
        {{ return('') }}
    {%- endif -%}
    delete from journal.changes
    where seq <= (
        select min(positions.seq)
        from journal.positions
        inner join journal.plans on positions.model = plans.model
    )
{%- endmacro %}
