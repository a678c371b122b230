with

events as (
    select * from {{ ref('int_customer_events__journeyed') }}
),

final as (
    select
        event_id,
        customer_id,
        occurred_at,
        event_number,
        activity,
        source,
        source_id,
        session_id,
        journey_id,
        journey_stage,
        channel,
        campaign,
        value,
        deal_id,
        order_id,
        product_id,
        pipeline,
        cast(touch_number as bigint) as touch_number,
        is_channel_switch,
        is_converting,
        is_trailing,
        opened_by,
        cast(open_deal_count as bigint) as open_deal_count
    from events
)

select * from final
