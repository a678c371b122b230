{{ config(
    materialized='incremental',
    unique_key='raw_id_interval_id',
    meta={
        'replaces': 'raw_id',
        'follows': [
            'int_customer_ids.raw_customer_id',
            'int_anonymous_ids.anonymous_id',
            'int_anonymous_ids__lone.anonymous_id',
        ],
    },
) }}
with

customer_ids as (
    select * from {{ ref('int_customer_ids') }}
    where {{ is_touched('raw_customer_id') }}
),

anonymous_ids as (
    select * from {{ ref('int_anonymous_ids') }}
    where {{ is_touched('anonymous_id') }}
),

lone_ids as (
    select * from {{ ref('int_anonymous_ids__lone') }}
    where {{ is_touched('anonymous_id') }}
),

unioned as (
    select
        raw_customer_id as raw_id,
        'customer_id' as id_type,
        customer_id,
        cast(null as timestamp) as valid_from,
        cast(null as timestamp) as valid_to,
        case when is_merged then 'merged' else 'own' end as link_reason
    from customer_ids
    union all
    select
        anonymous_id as raw_id,
        'anonymous_id' as id_type,
        customer_id,
        valid_from,
        valid_to,
        link_reason
    from anonymous_ids
    union all
    select
        anonymous_id as raw_id,
        'anonymous_id' as id_type,
        'anon:' || anonymous_id as customer_id,
        cast(null as timestamp) as valid_from,
        cast(null as timestamp) as valid_to,
        'anonymous' as link_reason
    from lone_ids
),

final as (
    select
        {{ surrogate_key(['raw_id', 'id_type', 'valid_from']) }} as raw_id_interval_id,
        raw_id,
        id_type,
        customer_id,
        valid_from,
        valid_to,
        link_reason
    from unioned
)

select * from final
