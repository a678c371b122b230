with

changes as (
    select * from {{ ref('int_deal_stage_changes__staged') }}
),

compared as (
    select
        *,
        lag(stage) over moves as previous_stage,
        lag(pipeline) over moves as previous_pipeline
    from changes
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
