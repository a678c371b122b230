{{ config(materialized='view') }}
with

deals as (
    select * from {{ ref('int_deals__resolved') }}
    where status = 'open'
),

moves as (
    select * from {{ ref('int_deals__moves_summarised') }}
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
    left join moves
        on deals.deal_id = moves.deal_id and deals.stage = moves.current_stage
    -- The limit when it came; that is not known where its history ends elsewhere.
    left join limits
        on
            deals.pipeline = limits.pipeline
            and deals.stage = limits.stage
            and {{ in_force('limits', 'moves.current_stage_entered_at') }}
    left join touches
        on deals.deal_id = touches.deal_id
)

select * from watched
