with

orders as (
    select * from {{ ref('int_orders__resolved') }}
),

-- A return row names the order that it takes back, or says that it is returned.
flagged as (
    select
        'orders' as table_name,
        order_id as row_key,
        'completed_with_negative_amount' as flag,
        cast(original_amount as {{ dbt.type_string() }}) as value
    from orders
    where
        status = 'completed'
        and original_amount < 0
        and original_order_id is null
)

select * from flagged
