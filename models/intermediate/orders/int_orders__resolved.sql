{{ config(
    materialized='incremental',
    unique_key='order_id',
    meta={
        'replaces': 'order_id',
        'announces': {'order_id': 'order_id'},
        'follows': [
            'base_orders.order_id',
            {'of': 'int_customer_merges.raw_customer_id', 'in': 'this.raw_customer_id'},
            {'of': 'int_anonymous_ids.anonymous_id', 'in': 'this.anonymous_id'},
            {'of': 'int_deals__resolved.deal_id', 'in': 'this.deal_id'},
        ],
    },
) }}
with

orders as (
    select * from {{ ref('stg_orders') }}
    where {{ is_touched('order_id') }}
),

merged_ids as (
    select * from {{ ref('int_customer_merges') }}
),

anonymous_ids as (
    select * from {{ ref('int_anonymous_ids') }}
),

deals as (
    select * from {{ ref('int_deals__resolved') }}
),

identified as (
    {{ identified_rows('orders', 'orders.ordered_at') }}
),

-- Money out counts against the order that it names, or is its own kind of row; see the
-- contract on returns. It is no less money out where it calls itself completed.
resolved as (
    select
        identified.*,
        coalesce(identified.resolved_customer_id, deals.customer_id)
            as order_customer_id,
        deals.status = 'won' as has_won_deal,
        identified.original_order_id is not null
        or (identified.status in ('completed', 'returned') and identified.amount < 0)
            as is_return_row
    from identified
    left join deals
        on identified.deal_id = deals.deal_id
),

final as (
    select
        order_id,
        order_customer_id as customer_id,
        customer_id as raw_customer_id,
        anonymous_id,
        deal_id,
        original_order_id,
        offer_id,
        promo_code,
        channel,
        status,
        currency as original_currency,
        amount as original_amount,
        discount_amount as original_discount_amount,
        cost_of_goods as original_cost_of_goods,
        custom_attributes,
        ordered_at,
        case
            when status = 'returned' and not is_return_row
                then coalesce(returned_at, loaded_at, ordered_at)
        end as returned_at,
        promised_at,
        delivered_at,
        is_return_row,
        not is_return_row and status in ('completed', 'returned') as is_completed,
        coalesce(has_won_deal, false) as has_won_deal
    from resolved
)

select * from final
