{{ config(
    materialized='incremental',
    unique_key='customer_id',
    meta={
        'replaces': 'customer_id',
        'announces': {'customer_id': 'customer_id'},
        'follows': [
            'fct_customer_events.customer_id',
        ],
    },
) }}
with

events as (
    select * from {{ ref('fct_customer_events') }}
    where
        customer_id is not null
        and {{ is_touched('customer_id') }}
),

seen as (
    select
        customer_id,
        min(occurred_at) as first_seen_at,
        max(occurred_at) as last_seen_at,
        min_by(channel, event_number) filter (where channel is not null)
            as first_channel,
        count(*) as event_count
    from events
    group by customer_id
)

select * from seen
