{{ config(
    materialized='incremental',
    unique_key='event_id',
    meta={
        'replaces': 'event_id',
        'announces': {'event_id': 'event_id'},
        'follows': [
            'fct_conversions.event_id',
        ],
    },
) }}
with

conversions as (
    select * from {{ ref('fct_conversions') }}
    where {{ is_touched('event_id') }}
),

-- Where a rule and a sale name the same event, the sale is its journey's conversion.
ranked as (
    select
        event_id,
        conversion_id,
        converted_at,
        value,
        row_number() over (
            partition by event_id
            order by conversion_type not in ('won_deal', 'order'), conversion_id
        ) as candidate_number
    from conversions
),

final as (
    select
        event_id,
        conversion_id,
        converted_at,
        value
    from ranked
    where candidate_number = 1
)

select * from final
