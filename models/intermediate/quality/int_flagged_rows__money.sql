with

orders as (
    select * from {{ ref('int_orders__enriched') }}
),

deals as (
    select * from {{ ref('int_deals__enriched') }}
),

touchpoints as (
    select * from {{ ref('fct_touchpoints') }}
),

amounts as (
    select
        'orders' as table_name,
        order_id as row_key,
        original_currency as currency,
        original_amount,
        amount
    from orders
    union all
    select
        'deals' as table_name,
        deal_id as row_key,
        original_currency as currency,
        original_amount,
        amount
    from deals
    union all
    select
        'touchpoints' as table_name,
        touchpoint_id as row_key,
        original_currency as currency,
        coalesce(original_value, original_cost) as original_amount,
        coalesce(value, cost) as amount
    from touchpoints
),

flagged as (
    select
        table_name,
        row_key,
        'missing_exchange_rate' as flag,
        currency as value
    from amounts
    where original_amount is not null and amount is null
)

select * from flagged
