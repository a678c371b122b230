{{ config(
    materialized='incremental',
    unique_key=['source', 'source_id'],
    meta={
        'replaces': 'conversion_id',
        'announces': {
            'event_id': "source || ':' || source_id",
            'owner': 'coalesce(customer_id, conversion_id)',
        },
        'follows': [
            'int_deals__enriched.conversion_id',
            'int_orders__enriched.conversion_id',
        ],
    },
) }}
with

deals as (
    select * from {{ ref('int_deals__enriched') }}
    where
        status = 'won'
        and {{ is_touched("'deal:' || deal_id") }}
),

orders as (
    select * from {{ ref('int_orders__enriched') }}
    where
        is_completed
        and {{ is_touched(
            "case when has_won_deal then 'deal:' || deal_id"
            ~ " else 'order:' || order_id end"
        ) }}
),

members as (
    select
        'deal:' || deal_id as conversion_id,
        'deal_outcome' as source,
        deal_id as source_id,
        5 as source_rank,
        deal_id,
        cast(null as {{ dbt.type_string() }}) as order_id,
        customer_id,
        closed_at as occurred_at,
        amount
    from deals
    union all
    select
        case when has_won_deal then 'deal:' || deal_id else 'order:' || order_id end
            as conversion_id,
        'order' as source,
        order_id as source_id,
        4 as source_rank,
        deal_id,
        order_id,
        customer_id,
        ordered_at as occurred_at,
        amount
    from orders
),

-- The deal says whose conversion it is; an order does where the deal names nobody.
owned as (
    select
        *,
        coalesce(
            max(case when source = 'deal_outcome' then customer_id end)
                over (partition by conversion_id),
            {{ first_filled('customer_id') }} over (
                partition by conversion_id
                order by occurred_at, source_rank, source_id
                rows between unbounded preceding and unbounded following
            )
        ) as conversion_customer_id
    from members
),

ranked as (
    select
        *,
        (customer_id is not distinct from conversion_customer_id) as is_in_own_log,
        row_number() over (
            partition by conversion_id
            order by
                customer_id is distinct from conversion_customer_id,
                occurred_at,
                source_rank,
                source_id
        ) as member_number
    from owned
),

final as (
    select
        conversion_id,
        source,
        source_id,
        deal_id,
        order_id,
        conversion_customer_id as customer_id,
        occurred_at,
        amount,
        member_number,
        member_number = 1 as is_converting,
        member_number > 1 and is_in_own_log as is_trailing
    from ranked
)

select * from final
