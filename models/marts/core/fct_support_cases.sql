{{ config(
    materialized='incremental',
    unique_key='case_id',
    meta={
        'replaces': 'case_id',
        'follows': [
            'int_support_cases__resolved.case_id',
            'fct_customer_events.case_id',
        ],
    },
) }}
with

cases as (
    select * from {{ ref('int_support_cases__resolved') }}
    where {{ is_touched('case_id') }}
),

events as (
    select * from {{ ref('fct_customer_events') }}
    where source = 'support_case'
),

final as (
    select
        cases.case_id,
        cases.customer_id,
        cases.raw_customer_id,
        events.journey_id,
        events.journey_stage,
        cases.order_id,
        cases.topic,
        cases.channel,
        cases.channel_group,
        cases.priority,
        cases.owner,
        cases.opened_at,
        cases.first_replied_at,
        cases.resolved_at,
        {{ elapsed_days('cases.opened_at', 'cases.first_replied_at') }} * 24
            as first_reply_hours,
        {{ elapsed_days('cases.opened_at', 'cases.resolved_at') }} * 24
            as resolution_hours,
        coalesce(cases.reopened_count, 0) as reopened_count,
        cases.resolved_at is null as is_open,
        cases.custom_attributes
    from cases
    left join events
        on cases.case_id = events.source_id
)

select * from final
