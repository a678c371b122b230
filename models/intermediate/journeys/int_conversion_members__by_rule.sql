with

conversion_types as (
    select * from {{ ref('conversion_types') }}
    where is_enabled
),

touchpoints as (
    select * from {{ ref('int_touchpoints__classified') }}
),

business_events as (
    select * from {{ ref('int_business_events') }}
),

named as (
    select
        conversion_types.conversion_type,
        'touchpoint' as source,
        touchpoints.touchpoint_id as source_id
    from touchpoints
    inner join conversion_types
        on touchpoints.touchpoint_type = conversion_types.activity
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
