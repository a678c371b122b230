{{ config(materialized='ephemeral') }}
with

orders as (
    select * from {{ ref('int_orders__resolved') }}
    where {{ is_touched('order_id', by='int_orders__enriched') }}
),

channels as (
    select * from {{ ref('channels') }}
),

rates as (
    select * from {{ ref('int_exchange_rates__daily') }}
),

-- Money that is taken back is converted with the rate of its own day.
converted as (
    select
        orders.*,
        coalesce(channels.channel, orders.channel) as canonical_channel,
        channels.channel_group,
        {{ in_reporting_currency(
            'orders.original_amount',
            'orders.original_currency',
            'rates.rate_to_reporting'
        ) }} as amount,
        {{ in_reporting_currency(
            'orders.original_amount',
            'orders.original_currency',
            'return_rates.rate_to_reporting'
        ) }} as amount_at_return,
        {{ in_reporting_currency(
            'orders.original_discount_amount',
            'orders.original_currency',
            'rates.rate_to_reporting'
        ) }} as discount_amount,
        {{ in_reporting_currency(
            'orders.original_cost_of_goods',
            'orders.original_currency',
            'rates.rate_to_reporting'
        ) }} as cost_of_goods
    from orders
    left join channels
        on lower(orders.channel) = channels.channel_alias
    left join rates
        on
            orders.original_currency = rates.currency
            and {{ local_date('orders.ordered_at') }} = rates.rate_day
    left join rates as return_rates
        on
            orders.original_currency = return_rates.currency
            and {{ local_date('orders.returned_at') }} = return_rates.rate_day
)

select * from converted
