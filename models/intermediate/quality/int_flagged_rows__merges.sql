with

cycles as (
    select * from {{ ref('int_customer_merges__cycles') }}
),

customers as (
    select * from {{ ref('stg_customers') }}
),

flagged as (
    select
        'customers' as table_name,
        customers.customer_id as row_key,
        'merge_cycle' as flag,
        customers.merged_into_customer_id as value
    from cycles
    inner join customers
        on cycles.customer_id = customers.customer_id
)

select * from flagged
