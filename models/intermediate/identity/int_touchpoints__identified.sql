{{ config(materialized='ephemeral') }}
with

touchpoints as (
    select * from {{ ref('stg_touchpoints') }}
),

merged_ids as (
    select * from {{ ref('int_customer_merges') }}
),

channels as (
    select * from {{ ref('channels') }}
),

merged as (
    select
        touchpoints.touchpoint_id,
        touchpoints.occurred_at,
        touchpoints.anonymous_id,
        coalesce(merged_ids.customer_id, touchpoints.customer_id) as known_customer_id,
        touchpoints.channel as raw_channel,
        touchpoints.campaign
    from touchpoints
    left join merged_ids
        on touchpoints.customer_id = merged_ids.raw_customer_id
),

-- A contact without a device is on a device of its customer's own.
on_devices as (
    select
        *,
        {{ device_id() }} as device_id
    from merged
    where {{ is_touched(device_id(), by='int_touchpoints__sessionised') }}
),

named as (
    select
        on_devices.*,
        coalesce(channels.channel, on_devices.raw_channel) as channel,
        case
            when coalesce(channels.channel_group, '') != 'direct'
                then on_devices.campaign
        end as visit_campaign
    from on_devices
    left join channels
        on lower(on_devices.raw_channel) = channels.channel_alias
),

identified as (
    select
        touchpoint_id,
        occurred_at,
        anonymous_id,
        device_id,
        known_customer_id,
        channel,
        visit_campaign,
        {{ last_filled('known_customer_id') }} over (
            device rows between unbounded preceding and current row
        ) as last_known_customer_id,
        {{ last_filled('known_customer_id') }} over (
            device rows between unbounded preceding and 1 preceding
        ) as previous_known_customer_id,
        {{ first_filled('known_customer_id') }} over (
            device rows between unbounded preceding and unbounded following
        ) as first_known_customer_id,
        lag(occurred_at) over device as previous_occurred_at,
        row_number() over device as device_touch_number
    from named
    window device as (
        partition by device_id
        order by occurred_at, touchpoint_id
    )
),

owned as (
    select
        touchpoint_id,
        occurred_at,
        anonymous_id,
        device_id,
        device_touch_number,
        previous_occurred_at,
        known_customer_id,
        channel,
        visit_campaign,
        coalesce(
            last_known_customer_id, first_known_customer_id, 'anon:' || anonymous_id
        ) as customer_id,
        coalesce(
            previous_known_customer_id, first_known_customer_id, 'anon:' || anonymous_id
        ) as previous_customer_id
    from identified
)

select * from owned
