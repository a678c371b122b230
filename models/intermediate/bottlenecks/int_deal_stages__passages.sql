{{ config(materialized='view') }}
with

visits as (
    select * from {{ ref('int_deals__visits_timed') }}
),

deals as (
    select * from {{ ref('int_deals__enriched') }}
),

limits as (
    select * from {{ ref('int_deal_stages__limits') }}
),

-- Going back ends a visit, and decides nothing.
passages as (
    select
        'deals' as subject,
        visits.pipeline,
        visits.stage,
        visits.deal_id,
        visits.customer_id,
        visits.created_at as opened_at,
        visits.entered_at,
        visits.left_at,
        {{ var('stage_horizon_days') }} as mature_days,
        visits.stay_days,
        visits.outcome in ('advanced', 'won') as is_passed,
        visits.outcome = 'lost' as is_lost,
        visits.outcome = 'open' as is_running,
        visits.outcome = 'open' and visits.stay_days > limits.stalled_after_days
            as is_stalled,
        visits.deal_status in ('won', 'lost') as is_decided,
        case visits.deal_status when 'won' then deals.amount when 'lost' then 0 end
            as won_value
    from visits
    inner join deals
        on visits.deal_id = deals.deal_id
    left join limits
        on visits.pipeline = limits.pipeline and visits.stage = limits.stage
)

select * from passages
