with

touchpoints as (
    select * from {{ ref('int_touchpoints__classified') }}
),

sessionised as (
    select * from {{ ref('int_touchpoints__sessionised') }}
),

events as (
    select
        sessionised.customer_id,
        'touchpoint' as source,
        touchpoints.touchpoint_id as source_id,
        1 as source_rank,
        cast(0 as decimal(9, 3)) as stage_order,
        touchpoints.occurred_at,
        coalesce(touchpoints.touchpoint_type, '(none)') as activity,
        touchpoints.journey_stage,
        sessionised.session_id,
        touchpoints.channel,
        touchpoints.campaign,
        touchpoints.value,
        touchpoints.deal_id,
        touchpoints.order_id,
        touchpoints.product_id,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        0 as open_deal_change
    from touchpoints
    inner join sessionised
        on touchpoints.touchpoint_id = sessionised.touchpoint_id
)

select * from events
