{{ config(materialized='view') }}
with

orders as (
    select * from {{ ref('int_orders__enriched') }}
),

placed as (
    select
        *,
        'order' as source,
        4 as source_rank,
        ordered_at as occurred_at,
        case when is_completed then 'order_completed' else 'order_' || status end
            as activity,
        amount as value
    from orders
    where not is_return_row
),

taken_back as (
    select
        *,
        'order_return' as source,
        7 as source_rank,
        returned_at as occurred_at,
        'order_returned' as activity,
        -returned_value as value
    from orders
    where returned_at is not null
),

unioned as (
    select * from placed
    union all
    select * from taken_back
),

events as (
    select
        customer_id,
        source,
        order_id as source_id,
        source_rank,
        cast(0 as decimal(9, 3)) as stage_order,
        occurred_at,
        activity,
        cast(null as {{ dbt.type_string() }}) as journey_stage,
        channel,
        value,
        deal_id,
        order_id,
        cast(null as {{ dbt.type_string() }}) as product_id,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        0 as open_deal_change
    from unioned
)

select * from events
