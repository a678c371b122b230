{{ config(
    materialized='incremental',
    unique_key=['conversion_type', 'source', 'source_id'],
    meta={
        'replaces': "source || ':' || source_id",
        'announces': {
            'event_id': "source || ':' || source_id",
            'conversion_id': "conversion_type || ':' || source || ':' || source_id",
        },
        'follows': [
            {'of': 'base_touchpoints.row_key', 'gives': "'touchpoint:' || value"},
            'int_deal_events.event_id',
            'int_orders__enriched.event_id',
            'int_orders__enriched.return_event_id',
            'int_survey_responses__resolved.event_id',
            'int_support_cases__resolved.event_id',
            {'of': 'base_loyalty_events.event_id', 'gives': "'loyalty:' || value"},
        ],
    },
) }}
with

conversion_types as (
    select * from {{ ref('conversion_types') }}
    where is_enabled
),

touchpoints as (
    select * from {{ ref('stg_touchpoints') }}
    where {{ is_touched('touchpoint_id', prefix='touchpoint:') }}
),

touchpoint_types as (
    select * from {{ ref('touchpoint_types') }}
),

business_events as (
    select * from {{ ref('int_business_events') }}
    where {{ is_touched("source || ':' || source_id") }}
),

named as (
    select
        conversion_types.conversion_type,
        'touchpoint' as source,
        touchpoints.touchpoint_id as source_id
    from touchpoints
    left join touchpoint_types
        on lower(touchpoints.touchpoint_type) = touchpoint_types.touchpoint_type
    inner join conversion_types
        on
            coalesce(touchpoint_types.touchpoint_type, touchpoints.touchpoint_type)
            = conversion_types.activity
    union all
    select
        conversion_types.conversion_type,
        business_events.source,
        business_events.source_id
    from business_events
    inner join conversion_types
        on business_events.activity = conversion_types.activity
)

select * from named
