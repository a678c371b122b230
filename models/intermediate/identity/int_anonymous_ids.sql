{{ config(
    materialized='incremental',
    unique_key=['anonymous_id', 'valid_from'],
    meta={
        'replaces': 'anonymous_id',
        'announces': {'anonymous_id': 'anonymous_id'},
        'follows': [
            'int_touchpoints__sessionised.anonymous_id',
        ],
    },
) }}
with

touchpoints as (
    select * from {{ ref('int_touchpoints__sessionised') }}
    where
        anonymous_id is not null
        and {{ is_touched('anonymous_id') }}
),

links as (
    select
        anonymous_id,
        known_customer_id as customer_id,
        occurred_at,
        touchpoint_id,
        lag(known_customer_id) over (
            partition by anonymous_id
            order by occurred_at, touchpoint_id
        ) as previous_customer_id
    from touchpoints
    where known_customer_id is not null
),

runs as (
    select
        anonymous_id,
        customer_id,
        -- Until the first identification the device already was that customer's.
        case when previous_customer_id is not null then occurred_at end as valid_from,
        lead(occurred_at) over (
            partition by anonymous_id
            order by occurred_at, touchpoint_id
        ) as valid_to
    from links
    where previous_customer_id is null or previous_customer_id != customer_id
),

-- Two customers at one instant leave an interval without extent to the first.
intervals as (
    select
        *,
        'identified' as link_reason
    from runs
    where valid_from is null or valid_to is null or valid_from < valid_to
),

unidentified as (
    select
        anonymous_id,
        'anon:' || anonymous_id as customer_id,
        cast(null as timestamp) as valid_from,
        cast(null as timestamp) as valid_to,
        'anonymous' as link_reason
    from touchpoints
    group by anonymous_id
    having count(known_customer_id) = 0
),

final as (
    select * from intervals
    union all
    select * from unidentified
)

select * from final
