{{ config(
    materialized='incremental',
    unique_key=['deal_id', 'move_number'],
    meta={
        'replaces': 'deal_id',
        'announces': {'deal_id': 'deal_id'},
        'follows': [
            'base_deal_stage_changes.deal_id',
            'base_deals.deal_id',
            {'of': 'int_deal_stages.pipeline', 'in': 'stg_deals.pipeline'},
            {'of': 'int_deal_stages.pipeline', 'in': 'stg_deal_stage_changes.pipeline'},
        ],
    },
) }}
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
