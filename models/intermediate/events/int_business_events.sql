{{ config(materialized='view') }}
with

deal_events as (
    select * from {{ ref('int_deal_events') }}
),

order_events as (
    select * from {{ ref('int_order_events') }}
),

service_events as (
    select * from {{ ref('int_service_events') }}
),

activities as (
    select * from {{ ref('activities') }}
),

events as (
    select * from deal_events
    union all
    select * from order_events
    union all
    select * from service_events
),

staged as (
    select
        events.customer_id,
        events.source,
        events.source_id,
        events.source_rank,
        events.stage_order,
        events.occurred_at,
        events.activity,
        coalesce(events.journey_stage, activities.journey_stage) as journey_stage,
        events.channel,
        events.value,
        events.deal_id,
        events.order_id,
        events.product_id,
        events.pipeline,
        events.open_deal_change
    from events
    left join activities
        on events.activity = activities.activity
)

select * from staged
