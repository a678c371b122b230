{{ config(
    materialized='incremental',
    unique_key='touchpoint_id',
    meta={
        'replaces': 'touchpoint_id',
        'announces': {
            'event_id': "'touchpoint:' || touchpoint_id",
            'customer_id': 'customer_id',
            'session_id': 'session_id',
        },
        'follows': [
            'int_customer_events__journeyed.touchpoint_id',
            'base_touchpoints.row_key',
            {
                'of': 'int_exchange_rates__daily.currency_day',
                'in': 'this',
                'on': money_day('original_currency', 'occurred_at'),
                'at': 'occurred_at',
            },
            {
                'of': 'int_channel_days__costed.channel_day',
                'in': 'this',
                'on': money_day(
                    'case when original_cost is not null then channel end',
                    'occurred_at'
                ),
                'at': 'occurred_at',
            },
        ],
        'is_precise': true,
    },
) }}
with

events as (
    select * from {{ ref('int_customer_events__journeyed') }}
    where source = 'touchpoint' and {{ is_touched('source_id') }}
),

touchpoints as (
    select * from {{ ref('int_touchpoints__classified') }}
),

costed_days as (
    select * from {{ ref('int_channel_days__costed') }}
),

final as (
    select
        touchpoints.touchpoint_id,
        events.customer_id,
        touchpoints.raw_customer_id,
        touchpoints.anonymous_id,
        touchpoints.occurred_at,
        events.session_id,
        events.journey_id,
        events.event_number,
        events.touch_number,
        events.opened_by,
        events.is_channel_switch,
        events.is_converting,
        events.open_deal_count,
        touchpoints.channel,
        touchpoints.channel_group,
        touchpoints.campaign,
        touchpoints.content,
        touchpoints.touchpoint_type,
        touchpoints.family,
        touchpoints.journey_stage,
        touchpoints.cart_step,
        touchpoints.direction,
        touchpoints.is_automated,
        touchpoints.is_lead,
        touchpoints.owner,
        touchpoints.outcome,
        touchpoints.topic,
        touchpoints.page,
        touchpoints.referrer,
        touchpoints.device,
        touchpoints.country,
        touchpoints.product_id,
        touchpoints.deal_id,
        touchpoints.order_id,
        touchpoints.case_id,
        touchpoints.duration_seconds,
        touchpoints.load_ms,
        touchpoints.is_error,
        touchpoints.is_personalised,
        touchpoints.value,
        touchpoints.original_value,
        -- What the campaign costs of that day already contain is not counted again.
        case
            when costed_days.channel is null then touchpoints.cost
            when touchpoints.original_cost is not null then 0
        end as cost,
        touchpoints.original_cost,
        touchpoints.original_currency,
        touchpoints.custom_attributes
    from events
    inner join touchpoints
        on events.source_id = touchpoints.touchpoint_id
    left join costed_days
        on
            touchpoints.channel = costed_days.channel
            and {{ local_date('touchpoints.occurred_at') }} = costed_days.cost_date
)

select * from final
