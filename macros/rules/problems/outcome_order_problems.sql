{#- Query for a sentence for each outcome that stands before an open stage: a won deal has
    come through the open stages before its outcome, so that those behind it would count
    as skipped by every deal. -#}
{% macro outcome_order_problems(stages) -%}
    select
        'seeds/deal_stages.csv, row ' || outcomes.pipeline || '/' || outcomes.stage
        || ': the stage is ' || outcomes.status || ' and stands before the open stage '
        || last_open.stage || '; give it a stage_order above '
        || cast(last_open.stage_order as {{ dbt.type_string() }}) as problem
    from {{ stages }} as outcomes
    inner join (
        select
            *,
            row_number() over (
                partition by pipeline
                order by stage_order desc, stage asc
            ) as number_from_last
        from {{ stages }}
        where status = 'open' and stage_order is not null
    ) as last_open
        on
            outcomes.pipeline = last_open.pipeline
            and outcomes.stage_order < last_open.stage_order
            and last_open.number_from_last = 1
    where outcomes.status in ('won', 'lost', 'disqualified')
{%- endmacro %}
