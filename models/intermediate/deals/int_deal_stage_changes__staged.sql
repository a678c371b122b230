{{ config(materialized='ephemeral') }}
with

changes as (
    select * from {{ ref('stg_deal_stage_changes') }}
    where {{ is_touched('deal_id', by='int_deal_stage_changes__ordered') }}
),

deals as (
    select * from {{ ref('stg_deals') }}
),

stages as (
    select * from {{ ref('int_deal_stages') }}
),

staged as (
    select
        changes.deal_id,
        changes.change_id,
        coalesce(changes.pipeline, deals.pipeline) as pipeline,
        stages.stage,
        stages.stage_order,
        stages.status,
        stages.journey_stage,
        changes.changed_at
    from changes
    inner join deals
        on changes.deal_id = deals.deal_id
    inner join stages
        on
            coalesce(changes.pipeline, deals.pipeline) = stages.pipeline
            and lower(changes.stage) = lower(stages.stage)
)

select * from staged
