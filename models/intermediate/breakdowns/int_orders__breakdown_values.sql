{{ config(materialized='view') }}
with

orders as (
    select * from {{ ref('int_orders__enriched') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

final as (
    {{ breakdown_values(
        'orders', 'orders', 'order_id', is_versioned=false
    ) }}
)

select * from final
