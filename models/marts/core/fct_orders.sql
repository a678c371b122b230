{{ config(
    materialized='incremental',
    unique_key='order_id',
    meta={
        'replaces': 'order_id',
        'announces': {'customer_id': 'customer_id'},
        'follows': [
            'int_orders__enriched.order_id',
            'fct_customer_events.order_id',
        ],
    },
) }}
with

orders as (
    select * from {{ ref('int_orders__enriched') }}
    where {{ is_touched('order_id') }}
),

events as (
    select * from {{ ref('fct_customer_events') }}
    where source in ('order', 'order_return')
),

final as (
    select
        orders.order_id,
        orders.customer_id,
        orders.raw_customer_id,
        orders.anonymous_id,
        events.journey_id,
        events.journey_stage,
        events.session_id,
        orders.deal_id,
        orders.original_order_id,
        orders.offer_id,
        orders.promo_code,
        orders.channel,
        orders.channel_group,
        orders.status,
        orders.ordered_at,
        orders.returned_at,
        orders.promised_at,
        orders.delivered_at,
        orders.is_completed,
        orders.is_return_row,
        orders.amount,
        orders.completed_value,
        orders.returned_value,
        cast(orders.completed_value - orders.returned_value as decimal(18, 4))
            as net_value,
        orders.discount_amount,
        orders.cost_of_goods,
        orders.original_amount,
        orders.original_currency,
        orders.custom_attributes
    from orders
    -- A return row has no event of its own but the return.
    left join events
        on
            orders.order_id = events.source_id
            and case when orders.is_return_row then 'order_return' else 'order' end
            = events.source
)

select * from final
