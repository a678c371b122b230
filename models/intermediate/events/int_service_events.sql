{{ config(materialized='view') }}
with

responses as (
    select * from {{ ref('int_survey_responses__resolved') }}
),

cases as (
    select * from {{ ref('int_support_cases__resolved') }}
),

loyalty_events as (
    select * from {{ ref('stg_loyalty_events') }}
),

merged_ids as (
    select * from {{ ref('int_customer_merges') }}
),

unioned as (
    select
        customer_id,
        'survey' as source,
        response_id as source_id,
        6 as source_rank,
        responded_at as occurred_at,
        'survey:' || survey_type as activity,
        channel,
        deal_id,
        order_id,
        product_id
    from responses
    -- An answer without any instant has no place in the order of events.
    where is_answered and responded_at is not null
    union all
    select
        customer_id,
        'support_case' as source,
        case_id as source_id,
        7 as source_rank,
        opened_at as occurred_at,
        'case_opened' as activity,
        channel,
        cast(null as {{ dbt.type_string() }}) as deal_id,
        order_id,
        cast(null as {{ dbt.type_string() }}) as product_id
    from cases
    union all
    select
        coalesce(merged_ids.customer_id, loyalty_events.customer_id) as customer_id,
        'loyalty' as source,
        loyalty_events.event_id as source_id,
        7 as source_rank,
        loyalty_events.occurred_at,
        'loyalty:' || loyalty_events.event_type as activity,
        cast(null as {{ dbt.type_string() }}) as channel,
        cast(null as {{ dbt.type_string() }}) as deal_id,
        cast(null as {{ dbt.type_string() }}) as order_id,
        cast(null as {{ dbt.type_string() }}) as product_id
    from loyalty_events
    left join merged_ids
        on loyalty_events.customer_id = merged_ids.raw_customer_id
),

events as (
    select
        customer_id,
        source,
        source_id,
        source_rank,
        cast(0 as decimal(9, 3)) as stage_order,
        occurred_at,
        activity,
        cast(null as {{ dbt.type_string() }}) as journey_stage,
        channel,
        cast(null as decimal(18, 4)) as value,
        deal_id,
        order_id,
        product_id,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        0 as open_deal_change
    from unioned
)

select * from events
