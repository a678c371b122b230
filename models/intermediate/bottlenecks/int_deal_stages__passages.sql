{{ config(materialized='view') }}
{%- set mature_days = var('stage_horizon_days') %}
with

visits as (
    select * from {{ ref('int_deals__visits_timed') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

deals as (
    select * from {{ ref('int_deals__enriched') }}
),

limits as (
    select * from {{ ref('int_deal_stages__limits') }}
),

recent as (
    select
        visits.*,
        {{ is_recent_stay('visits.entered_at', mature_days) }} as is_recent
    from visits
    cross join horizon
),

passages as (
    select
        'deals' as subject,
        recent.pipeline,
        recent.stage,
        recent.deal_id,
        deals.customer_id,
        deals.created_at as opened_at,
        recent.entered_at,
        recent.left_at,
        recent.stay_days,
        recent.is_recent,
        recent.outcome in ('advanced', 'won') as is_passed,
        recent.outcome = 'lost' as is_lost,
        recent.outcome = 'open' as is_running,
        recent.outcome = 'open' and recent.stay_days > limits.stalled_after_days
            as is_stalled,
        deals.status in ('won', 'lost') as is_decided,
        case deals.status when 'won' then deals.amount when 'lost' then 0 end
            as won_value
    from recent
    inner join deals
        on recent.deal_id = deals.deal_id
    left join limits
        on
            recent.pipeline = limits.pipeline
            and recent.stage = limits.stage
            and {{ in_force('limits', 'recent.entered_at') }}
    where recent.is_recent or recent.outcome = 'open'
)

select * from passages
