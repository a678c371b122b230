{{ config(materialized='view') }}
with

deals as (
    select * from {{ ref('int_deals__resolved') }}
),

owners as (
    select * from {{ ref('owners') }}
),

owned as (
    select
        deals.deal_id,
        deals.customer_id,
        deals.owner,
        owners.team,
        coalesce(owners.calendar, '{{ var("business_calendar") }}') as calendar
    from deals
    left join owners
        on deals.owner = owners.owner
)

select * from owned
