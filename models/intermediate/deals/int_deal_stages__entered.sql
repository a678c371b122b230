{{ config(materialized='view') }}
with

deals as (
    select * from {{ ref('stg_deals') }}
),

changes as (
    select * from {{ ref('stg_deal_stage_changes') }}
),

-- Where the history does not end in the deal's present stage, that stage comes last.
entries as (
    select
        deals.deal_id,
        coalesce(changes.pipeline, deals.pipeline) as pipeline,
        changes.stage,
        changes.changed_at as entered_at
    from changes
    inner join deals
        on changes.deal_id = deals.deal_id
    union all
    select
        deal_id,
        pipeline,
        stage,
        cast(null as timestamp) as entered_at
    from deals
    where stage is not null
),

-- Spellings that differ in their capitals are one stage; the first in the alphabet
-- names it.
named as (
    select
        deal_id,
        pipeline,
        min(stage) over (partition by pipeline, lower(stage)) as stage,
        entered_at
    from entries
    where stage is not null
),

first_entries as (
    select
        deal_id,
        pipeline,
        stage,
        min(entered_at) as entered_at
    from named
    group by deal_id, pipeline, stage
)

select * from first_entries
