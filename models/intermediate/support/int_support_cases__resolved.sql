{{ config(
    materialized='incremental',
    unique_key='case_id',
    meta={
        'replaces': 'case_id',
        'announces': {
            'case_id': 'case_id',
            'event_id': "'support_case:' || case_id",
            'log_id': "coalesce(customer_id, 'support_case:' || case_id)",
        },
        'follows': [
            'base_support_cases.case_id',
            {'of': 'int_customer_merges.raw_customer_id', 'in': 'this.raw_customer_id'},
            {'of': 'int_orders__resolved.order_id', 'in': 'this.order_id'},
        ],
    },
) }}
with

cases as (
    select * from {{ ref('stg_support_cases') }}
    where {{ is_touched('case_id') }}
),

merged_ids as (
    select * from {{ ref('int_customer_merges') }}
),

orders as (
    select * from {{ ref('int_orders__resolved') }}
),

channels as (
    select * from {{ ref('channels') }}
),

resolved as (
    select
        cases.case_id,
        coalesce(merged_ids.customer_id, cases.customer_id, orders.customer_id)
            as customer_id,
        cases.customer_id as raw_customer_id,
        cases.order_id,
        cases.topic,
        coalesce(channels.channel, cases.channel) as channel,
        channels.channel_group,
        cases.priority,
        cases.owner,
        cases.reopened_count,
        cases.custom_attributes,
        cases.opened_at,
        cases.first_replied_at,
        cases.resolved_at
    from cases
    left join merged_ids
        on cases.customer_id = merged_ids.raw_customer_id
    left join orders
        on cases.order_id = orders.order_id
    left join channels
        on lower(cases.channel) = channels.channel_alias
)

select * from resolved
