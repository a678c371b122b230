{{ config(
    materialized='incremental',
    unique_key='cart_id',
    meta={
        'replaces': 'customer_id',
        'follows': [
            'fct_touchpoints.customer_id',
            'fct_orders.customer_id',
        ],
    },
) }}
with

steps as (
    select * from {{ ref('int_cart_steps__assigned') }}
),

gathered as (
    select
        cart_id,
        customer_id,
        min(occurred_at) as opened_at,
        max(occurred_at) filter (where cart_step != 'order') as last_step_at,
        count(*) filter (where cart_step = 'add') as add_count,
        count(*) filter (where cart_step = 'remove') as remove_count,
        bool_or(cart_step = 'checkout') as has_checkout,
        bool_or(cart_step = 'order') as is_ordered
    from steps
    group by cart_id, customer_id
),

-- An order without a cart, and a cart that was emptied again, leave nothing behind.
carts as (
    select *
    from gathered
    where
        last_step_at is not null
        and (add_count > remove_count or has_checkout or is_ordered)
)

select * from carts
