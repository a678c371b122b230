{{ config(
    materialized='incremental',
    unique_key='raw_customer_id',
    meta={
        'announces': {
            'raw_customer_id': 'raw_customer_id',
            'customer_id': 'customer_id',
        },
    },
) }}
with recursive

links as (
    select
        customers.customer_id,
        customers.merged_into_customer_id
    from {{ ref('stg_customers') }} as customers
    left join {{ ref('int_customer_merges__cycles') }} as cycles
        on customers.customer_id = cycles.customer_id
    where customers.merged_into_customer_id is not null and cycles.customer_id is null
),

chains as (
    select
        customer_id as raw_customer_id,
        merged_into_customer_id as customer_id
    from links
    union all
    select
        chains.raw_customer_id,
        links.merged_into_customer_id as customer_id
    from chains
    inner join links
        on chains.customer_id = links.customer_id
),

ends as (
    select
        chains.raw_customer_id,
        chains.customer_id
    from chains
    left join links
        on chains.customer_id = links.customer_id
    where links.customer_id is null
)

select * from ends
