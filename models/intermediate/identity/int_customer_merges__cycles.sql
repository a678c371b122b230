{{ config(
    materialized='incremental',
    unique_key='customer_id',
) }}
with recursive

links as (
    select
        customer_id,
        merged_into_customer_id
    from {{ ref('stg_customers') }}
    where merged_into_customer_id is not null
),

-- `union` drops what was reached before, so that a cycle ends the walk.
reachable as (
    select
        customer_id,
        merged_into_customer_id as reached_id
    from links
    union
    select
        reachable.customer_id,
        links.merged_into_customer_id as reached_id
    from reachable
    inner join links
        on reachable.reached_id = links.customer_id
),

cycles as (
    select customer_id
    from reachable
    where customer_id = reached_id
)

select * from cycles
