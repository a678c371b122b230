{{ config(materialized='ephemeral') }}
with

touchpoints as (
    select * from {{ ref('fct_touchpoints') }}
    where
        cart_step in ('add', 'remove', 'checkout')
        and {{ is_touched('customer_id', by='int_carts') }}
),

orders as (
    select * from {{ ref('fct_orders') }}
    where
        not is_return_row
        and {{ is_touched('customer_id', by='int_carts') }}
),

-- An order on any device of the customer closes the cart, and stands behind the cart's
-- steps of the same instant. An order and a touchpoint may have the same id.
steps as (
    select
        customer_id,
        occurred_at,
        1 as step_rank,
        'touchpoint:' || touchpoint_id as step_id,
        cart_step
    from touchpoints
    union all
    select
        customer_id,
        ordered_at as occurred_at,
        2 as step_rank,
        'order:' || order_id as step_id,
        'order' as cart_step
    from orders
    where customer_id is not null
),

looked_back as (
    select
        *,
        lag(cart_step) over steps_of_customer as previous_step,
        lag(occurred_at) over steps_of_customer as previous_at
    from steps
    window steps_of_customer as (
        partition by customer_id
        order by occurred_at, step_rank, step_id
    )
),

opened as (
    select
        *,
        case
            when
                previous_step is null
                or previous_step = 'order'
                or occurred_at
                > previous_at + {{ var('cart_abandonment_hours') }} * interval 1 hour
                then step_id
        end as opening_step_id
    from looked_back
),

assigned as (
    select
        customer_id,
        occurred_at,
        cart_step,
        'cart:' || {{ last_filled('opening_step_id') }} over (
            partition by customer_id
            order by occurred_at, step_rank, step_id
            rows between unbounded preceding and current row
        ) as cart_id
    from opened
)

select * from assigned
