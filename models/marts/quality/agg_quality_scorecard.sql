{{ config(materialized='view') }}

with

latest as (
    select * from {{ ref('fct_quality_results') }}
    where is_latest
),

final as (
    select
        table_name,
        dimension,
        count(*) as check_count,
        count(*) filter (where status = 'passed') as passed_count,
        count(*) filter (where status = 'waived') as waived_count,
        count(*) filter (where status in ('failed', 'error')) as failed_count,
        cast(
            coalesce(sum(failing_row_count) filter (where status = 'failed'), 0)
            as bigint
        ) as failing_row_count,
        {{ share("count(*) filter (where status = 'passed')", 'count(*)') }}
            as passed_share,
        min(first_seen_at) filter (where status != 'passed') as oldest_problem_at,
        max(run_at) as checked_at
    from latest
    group by table_name, dimension
)

select * from final
