{{ config(materialized='view') }}
with

deals as (
    select * from {{ ref('int_deals__resolved') }}
),

owner_changes as (
    select * from {{ ref('stg_deal_owner_changes') }}
),

first_changes as (
    select
        deal_id,
        min(changed_at) as first_assigned_at
    from owner_changes
    group by deal_id
),

-- Where nobody was ever told to have taken it over, the deal was born with its owner.
assigned as (
    select
        deals.deal_id,
        deals.customer_id,
        deals.owner,
        deals.status,
        deals.created_at,
        deals.closed_at,
        case
            when first_changes.deal_id is not null
                then first_changes.first_assigned_at
            when deals.owner is not null then deals.created_at
        end as assigned_at
    from deals
    left join first_changes
        on deals.deal_id = first_changes.deal_id
)

select * from assigned
