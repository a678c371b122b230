{{ config(
    materialized='incremental',
    unique_key='order_id',
    meta={
        'replaces': 'order_id',
        'announces': {
            'order_id': 'order_id',
            'event_id': "'order:' || order_id",
            'return_event_id': "'order_return:' || order_id",
            'log_id': "coalesce(customer_id, 'deal:' || deal_id, 'order:' || order_id)",
            'conversion_id': "case when has_won_deal then 'deal:' || deal_id else 'order:' || order_id end",
        },
        'follows': [
            'int_orders__resolved.order_id',
            {
                'of': 'int_exchange_rates__daily.currency_day',
                'in': 'int_orders__resolved',
                'on': money_day('original_currency', 'ordered_at'),
            },
            {
                'of': 'int_exchange_rates__daily.currency_day',
                'in': 'int_orders__resolved',
                'on': money_day('original_currency', 'returned_at'),
            },
        ],
    },
) }}
with

converted as (
    select * from {{ ref('int_orders__converted') }}
),

enriched as (
    select
        order_id,
        customer_id,
        raw_customer_id,
        anonymous_id,
        deal_id,
        original_order_id,
        offer_id,
        promo_code,
        canonical_channel as channel,
        channel_group,
        status,
        original_currency,
        original_amount,
        original_discount_amount,
        original_cost_of_goods,
        custom_attributes,
        amount,
        discount_amount,
        cost_of_goods,
        case when is_completed then amount else 0 end as completed_value,
        case
            when is_return_row and status in ('completed', 'returned') then abs(amount)
            when returned_at is not null then amount_at_return
            else 0
        end as returned_value,
        is_completed,
        is_return_row,
        has_won_deal,
        ordered_at,
        case
            when is_return_row and status in ('completed', 'returned') then ordered_at
            else returned_at
        end as returned_at,
        promised_at,
        delivered_at
    from converted
)

select * from enriched
