{{ config(materialized='view') }}

{%- set is_check = "kind not in ('raw rows', 'anomaly', 'schema')" -%}
with

latest as (
    select * from {{ ref('fct_quality_results') }}
    where is_latest
),

raw_tables as (
    select
        table_name,
        max(raw_row_count) as raw_row_count
    from {{ ref('agg_raw_rows') }}
    group by table_name
),

counted as (
    select
        table_name,
        dimension,
        count(*) as check_count,
        count(*) filter (where status = 'passed') as passed_count,
        count(*) filter (where status = 'waived') as waived_count,
        count(*) filter (where status in ('failed', 'error')) as failed_count,
        -- Days and files that are out of the usual, and a column that nobody reads, are
        -- no rows.
        cast(
            coalesce(sum(failing_row_count) filter (
                where
                status = 'failed'
                and kind not in ('anomaly', 'schema')
                and coalesce(rule, '') != 'unmapped:column'
            ), 0) as bigint
        ) as failing_row_count,
        -- What is in order makes no check there: only problems are listed.
        {{ share(
            "count(*) filter (where " ~ is_check ~ " and status = 'passed')",
            "count(*) filter (where " ~ is_check ~ ")",
        ) }} as passed_share,
        min(first_seen_at) filter (where status != 'passed') as oldest_problem_at,
        max(run_at) as checked_at
    from latest
    group by table_name, dimension
),

final as (
    select
        counted.table_name,
        counted.dimension,
        counted.check_count,
        counted.passed_count,
        counted.waived_count,
        counted.failed_count,
        counted.failing_row_count,
        counted.passed_share,
        counted.oldest_problem_at,
        counted.checked_at,
        -- A row with several problems counts for each; `least` would ignore nulls.
        case
            when counted.failing_row_count > raw_tables.raw_row_count then 0
            else 1 - {{ share(
                'counted.failing_row_count', 'raw_tables.raw_row_count'
            ) }}
        end as sound_row_share
    from counted
    left join raw_tables
        on counted.table_name = raw_tables.table_name
)

select * from final
