{{ config(materialized='view') }}
with

stages as (
    select * from {{ ref('journey_stages') }}
),

numbered as (
    select
        stage as journey_stage,
        cast(row_number() over (order by stage_order, stage) as integer)
            as stage_number
    from stages
)

select * from numbered
