-- A row is a pipeline and month whose outcomes do not add up to its deals.
{{ config(meta={'dagster': {'ref': {'name': 'agg_deal_outcomes'}}}) }}

with

deals as (
    select
        pipeline,
        {{ local_month('created_at') }} as cohort_month,
        count(*) as deal_count
    from {{ ref('stg_deals') }}
    group by pipeline, {{ local_month('created_at') }}
),

outcomes as (
    select
        pipeline,
        cohort_month,
        deal_count,
        won_count + lost_count + disqualified_count + open_count as outcome_count
    from {{ ref('agg_deal_outcomes') }}
    where breakdown = 'all'
)

select
    coalesce(deals.pipeline, outcomes.pipeline) as pipeline,
    coalesce(deals.cohort_month, outcomes.cohort_month) as cohort_month,
    deals.deal_count,
    outcomes.outcome_count
from deals
full outer join outcomes
    on
        deals.pipeline = outcomes.pipeline
        and deals.cohort_month = outcomes.cohort_month
where
    deals.deal_count is distinct from outcomes.outcome_count
    or outcomes.deal_count is distinct from outcomes.outcome_count
