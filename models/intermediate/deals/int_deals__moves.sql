{{ config(materialized='view') }}
with

deals as (
    select * from {{ ref('int_deals__resolved') }}
),

moves as (
    select * from {{ ref('int_deal_stage_changes__ordered') }}
),

stages as (
    select * from {{ ref('int_deal_stages') }}
),

-- A deal without a history has been in its stage since it was opened.
untracked as (
    select
        deals.deal_id,
        deals.deal_id as change_id,
        deals.pipeline,
        stages.stage,
        stages.stage_order,
        stages.status,
        stages.journey_stage,
        deals.created_at as changed_at,
        1 as move_number,
        true as is_assumed
    from deals
    inner join stages
        on deals.pipeline = stages.pipeline and deals.stage = stages.stage
    left join moves
        on deals.deal_id = moves.deal_id
    where moves.deal_id is null
),

all_moves as (
    select
        deal_id,
        change_id,
        pipeline,
        stage,
        stage_order,
        status,
        journey_stage,
        changed_at,
        move_number,
        false as is_assumed
    from moves
    union all
    select * from untracked
)

select * from all_moves
