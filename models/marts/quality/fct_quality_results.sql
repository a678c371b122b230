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

ranked as (
    select
        *,
        row_number() over (
            partition by check_id order by run_at desc, run_id desc
        ) as age_rank
    from results
),

final as (
    select
        {{ surrogate_key(['ranked.run_id', 'ranked.check_id']) }} as quality_result_id,
        ranked.check_id,
        ranked.run_id,
        ranked.run_at,
        ranked.age_rank = 1 as is_latest,
        ranked.kind,
        ranked.rule,
        ranked.table_name,
        ranked.column_name,
        coalesce(rules.dimension, 'consistency') as dimension,
        ranked.severity,
        ranked.status,
        ranked.failing_row_count,
        ranked.example_keys,
        ranked.first_seen_at,
        {{ elapsed_days('ranked.first_seen_at', 'ranked.run_at') }} as age_days,
        coalesce(by_rule.owner, by_table.owner, by_default.owner) as owner
    from ranked
    left join rules
        on ranked.rule = rules.rule
    left join owners as by_rule
        on
            ranked.table_name = by_rule.table_name
            and ranked.rule = by_rule.rule
    left join owners as by_table
        on ranked.table_name = by_table.table_name and by_table.rule is null
    left join owners as by_default
        on by_default.table_name is null and by_default.rule is null
)

select * from final
