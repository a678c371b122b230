{{ config(materialized='view') }}
with

members as (
    select * from {{ ref('int_conversion_members') }}
),

deal_events as (
    select * from {{ ref('int_deal_events') }}
    where source in ('deal', 'deal_stage_change')
),

orders as (
    select
        *,
        case when has_won_deal then 'deal:' || deal_id else 'order:' || order_id end
            as conversion_id
    from {{ ref('int_orders__enriched') }}
),

-- What else a sale leaves in the log: its deal's beginning and moves, and returns.
others as (
    select
        source,
        source_id,
        customer_id,
        occurred_at,
        'deal:' || deal_id as conversion_id
    from deal_events
    union all
    select
        'order_return' as source,
        returned.order_id as source_id,
        returned.customer_id,
        returned.returned_at as occurred_at,
        case
            when originals.order_id is null then returned.conversion_id
            when originals.is_completed then originals.conversion_id
        end as conversion_id
    from orders as returned
    left join orders as originals
        on returned.original_order_id = originals.order_id
    where returned.returned_at is not null
),

-- At one instant a deal's moves come before its sale, and a return comes after it.
followers as (
    select
        others.source,
        others.source_id
    from others
    inner join members
        on
            others.conversion_id = members.conversion_id
            and others.customer_id = members.customer_id
    where
        members.is_converting
        and (
            others.occurred_at > members.occurred_at
            or others.occurred_at = members.occurred_at
            and others.source = 'order_return'
        )
),

final as (
    select
        source,
        source_id,
        is_converting,
        is_trailing
    from members
    union all
    select
        source,
        source_id,
        false as is_converting,
        true as is_trailing
    from followers
)

select * from final
