{{ config(materialized='view') }}
with

by_month as (
    select * from {{ ref('int_experience__counted_by_month') }}
),

-- A response without any date is in the whole alone.
periods as (
    select
        *,
        invited_month as period
    from by_month
    where invited_month is not null
    union all
    select
        *,
        cast(null as date) as period
    from by_month
),

counted as (
    select
        survey_type,
        survey_kind,
        period,
        breakdown,
        breakdown_value,
        cast(sum(invited_count) as bigint) as invited_count,
        cast(sum(answered_count) as bigint) as answered_count,
        cast(sum(response_count) as bigint) as response_count,
        cast(sum(promoters) as bigint) as promoters,
        cast(sum(detractors) as bigint) as detractors,
        sum(score_sum) as score_sum
    from periods
    group by survey_type, survey_kind, period, breakdown, breakdown_value
)

select * from counted
