with

changes as (
    select * from {{ ref('stg_deal_stage_changes') }}
),

deals as (
    select * from {{ ref('stg_deals') }}
),

stages as (
    select * from {{ ref('int_deal_stages') }}
),

mapped as (
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
),

compared as (
    select
        *,
        lag(stage) over moves as previous_stage,
        lag(pipeline) over moves as previous_pipeline
    from mapped
    window moves as (
        partition by deal_id
        order by changed_at, stage_order, change_id
    )
),

-- A change into the stage where the deal already is moves nothing.
moved as (
    select
        deal_id,
        change_id,
        pipeline,
        stage,
        stage_order,
        status,
        journey_stage,
        changed_at,
        previous_stage,
        row_number() over (
            partition by deal_id
            order by changed_at, stage_order, change_id
        ) as move_number
    from compared
    where
        previous_stage is null
        or stage != previous_stage
        or pipeline != previous_pipeline
)

select * from moved
