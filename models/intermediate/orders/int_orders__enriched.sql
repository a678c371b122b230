with

orders as (
    select * from {{ ref('int_orders__resolved') }}
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
        {{ in_reporting_currency('orders.original_amount', 'orders.original_currency', 'rates.rate_to_reporting') }}
            as amount,
        {{ in_reporting_currency('orders.original_amount', 'orders.original_currency', 'return_rates.rate_to_reporting') }}
            as amount_at_return,
        {{ in_reporting_currency('orders.original_discount_amount', 'orders.original_currency', 'rates.rate_to_reporting') }}
            as discount_amount,
        {{ in_reporting_currency('orders.original_cost_of_goods', 'orders.original_currency', 'rates.rate_to_reporting') }}
            as cost_of_goods
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
