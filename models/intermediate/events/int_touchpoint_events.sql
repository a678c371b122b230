{{ config(materialized='view') }}
with

touchpoints as (
    select * from {{ ref('int_touchpoints__sessionised') }}
),

-- What the order of events needs, and nothing else: these rows are sorted three times.
events as (
    select
        customer_id,
        'touchpoint' as source,
        touchpoint_id as source_id,
        1 as source_rank,
        cast(0 as decimal(9, 3)) as stage_order,
        occurred_at,
        session_id,
        channel,
        cast(null as {{ dbt.type_string() }}) as deal_id,
        0 as open_deal_change
    from touchpoints
)

select * from events
