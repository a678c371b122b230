{{ config(materialized='view') }}

with

results as (
    select * from {{ ref('int_check_results') }}
),

rules as (
    select * from {{ ref('quality_rules') }}
),

owners as (
    select * from {{ ref('quality_owners') }}
),

made as (
    select
        *,
        lead(run_at) over runs is null as is_latest,
        max(case when status != 'passed' then run_at end) over runs as last_seen_at
    from results
    window runs as (partition by check_id order by run_at, run_id)
),

final as (
    select
        {{ surrogate_key(['made.run_id', 'made.check_id']) }} as quality_result_id,
        made.check_id,
        made.run_id,
        made.run_at,
        made.is_latest,
        made.kind,
        made.rule,
        made.table_name,
        made.column_name,
        coalesce(rules.dimension, 'consistency') as dimension,
        made.severity,
        made.status,
        made.failing_row_count,
        made.example_keys,
        made.first_seen_at,
        made.last_seen_at,
        {{ elapsed_days('made.first_seen_at', 'made.run_at') }} as age_days,
        coalesce(by_rule.owner, by_table.owner, by_default.owner) as owner
    from made
    left join rules
        on made.rule = rules.rule
    left join owners as by_rule
        on
            made.table_name = by_rule.table_name
            and made.rule = by_rule.rule
    left join owners as by_table
        on made.table_name = by_table.table_name and by_table.rule is null
    left join owners as by_default
        on by_default.table_name is null and by_default.rule is null
)

select * from final
