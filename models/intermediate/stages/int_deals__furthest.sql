{{ config(materialized='view') }}
with

moves as (
    select * from {{ ref('int_deals__moves') }}
),

deals as (
    select * from {{ ref('int_deals__resolved') }}
),

stages as (
    select * from {{ ref('int_deal_stages') }}
),

-- The history may lack the move into the stage where the deal is.
places as (
    select
        deal_id,
        pipeline,
        stage,
        stage_order,
        status
    from moves
    union all
    select
        deals.deal_id,
        deals.pipeline,
        stages.stage,
        stages.stage_order,
        stages.status
    from deals
    inner join stages
        on deals.pipeline = stages.pipeline and deals.stage = stages.stage
),

-- A won deal came through all open stages, whichever of them were written down.
furthest as (
    select
        deal_id,
        pipeline,
        cast(null as {{ dbt.type_string() }}) as terminal_stage,
        max(stage_order) as stage_order
    from places
    where status in ('open', 'won')
    group by deal_id, pipeline
    union all
    select
        deal_id,
        pipeline,
        stage as terminal_stage,
        max(stage_order) as stage_order
    from places
    where status != 'open'
    group by deal_id, pipeline, stage
)

select * from furthest
