{#- Why an incremental model cannot be brought up to date by replacing rows; empty where
    it can. -#}
{% macro reason_to_rebuild(name) -%}
    {%- if not execute or flags.WHICH not in ['build', 'run'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set query -%}
        select
            case
                when positions.model is null then 'it is new'
                when positions.fingerprint != plans.fingerprint
                    then 'its SQL or a setting has changed'
                else 'changed as a whole: ' || whole.parents
            end as reason
        from journal.plans
        left join journal.positions on plans.model = positions.model
        left join (
            select
                lineage.model,
                string_agg(distinct lineage.parent, ', ') as parents
            from journal.lineage
            inner join journal.positions on lineage.model = positions.model
            inner join journal.changes on lineage.parent = changes.model
            where changes.column_name is null and changes.seq > positions.seq
            group by lineage.model
        ) as whole on plans.model = whole.model
        where plans.model = '{{ name }}'
    {%- endset -%}
    {%- set rows = run_query(query).rows -%}
    {{ return((rows[0][0] or '') if rows else '') }}
{%- endmacro %}
