{{ config(materialized='view') }}
with

stages as (
    select * from {{ ref('int_deal_stages') }}
),

numbered as (
    select
        pipeline,
        stage,
        cast(row_number() over (order by pipeline, stage) as integer) as stage_number
    from stages
)

select * from numbered
