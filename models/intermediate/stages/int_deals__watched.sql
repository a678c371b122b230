{{ config(materialized='view') }}
with

deals as (
    select * from {{ ref('int_deals__resolved') }}
    where status = 'open'
),

limits as (
    select * from {{ ref('int_deal_stages__limits') }}
),

touches as (
    select * from {{ ref('int_deals__last_touches') }}
),

watched as (
    select
        deals.deal_id,
        limits.stalled_after_days,
        touches.last_touched_at
    from deals
    left join limits
        on deals.pipeline = limits.pipeline and deals.stage = limits.stage
    left join touches
        on deals.deal_id = touches.deal_id
)

select * from watched
