{{ config(
    materialized='incremental',
    unique_key='session_id',
    meta={
        'replaces': 'session_id',
        'follows': [
            'fct_touchpoints.session_id',
            'fct_customer_events.session_id',
        ],
    },
) }}
with

touchpoints as (
    select * from {{ ref('fct_touchpoints') }}
    where {{ is_touched('session_id') }}
),

events as (
    select * from {{ ref('fct_customer_events') }}
    where
        session_id is not null
        and is_converting
        and {{ is_touched('session_id') }}
),

converting_sessions as (
    select distinct session_id
    from events
),

touched as (
    select
        session_id,
        max(customer_id) as customer_id,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at,
        count(*) as touch_count,
        count(*) filter (where direction = 'inbound') as inbound_touch_count,
        min_by(coalesce(channel, '(none)'), event_number) as channel,
        min_by(coalesce(channel_group, '(none)'), event_number) as channel_group,
        min_by(campaign, event_number) filter (where campaign is not null) as campaign,
        min_by(page, event_number) filter (where page is not null) as landing_page,
        min_by(device, event_number) filter (where device is not null) as device,
        min_by(journey_id, event_number) filter (where journey_id is not null)
            as journey_id,
        bool_or(cart_step in ('add', 'checkout')) as has_cart,
        bool_or(cart_step = 'checkout') as has_checkout
    from touchpoints
    group by session_id
),

final as (
    select
        touched.session_id,
        touched.customer_id,
        touched.journey_id,
        touched.started_at,
        touched.ended_at,
        touched.touch_count,
        nullif(touched.channel, '(none)') as channel,
        nullif(touched.channel_group, '(none)') as channel_group,
        touched.campaign,
        touched.landing_page,
        touched.device,
        -- A letter that we sent is no visit, and cannot bounce.
        touched.inbound_touch_count > 0 as is_visit,
        touched.inbound_touch_count > 0
        and touched.touch_count = 1
        and converting_sessions.session_id is null as is_bounce,
        coalesce(touched.has_cart, false) as has_cart,
        coalesce(touched.has_checkout, false) as has_checkout,
        converting_sessions.session_id is not null as has_conversion,
        -- More than a day without a pause is a robot or a broken clock.
        touched.ended_at > touched.started_at + interval 1 day as is_overlong
    from touched
    left join converting_sessions
        on touched.session_id = converting_sessions.session_id
)

select * from final
