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

named as (
    select
        touchpoints.touchpoint_id,
        touchpoints.occurred_at,
        touchpoints.customer_id as raw_customer_id,
        touchpoints.anonymous_id,
        coalesce(merged_ids.customer_id, touchpoints.customer_id) as known_customer_id,
        coalesce(channels.channel, touchpoints.channel) as channel,
        case
            when coalesce(channels.channel_group, '') != 'direct'
                then touchpoints.campaign
        end as visit_campaign
    from touchpoints
    left join merged_ids
        on touchpoints.customer_id = merged_ids.raw_customer_id
    left join channels
        on lower(touchpoints.channel) = channels.channel_alias
),

-- A contact without a device is on a device of its customer's own.
on_devices as (
    select
        *,
        case when anonymous_id is null then known_customer_id end as device_customer_id
    from named
),

identified as (
    select
        touchpoint_id,
        occurred_at,
        raw_customer_id,
        anonymous_id,
        device_customer_id,
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
    from on_devices
    window device as (
        partition by anonymous_id, device_customer_id
        order by occurred_at, touchpoint_id
    )
),

owned as (
    select
        touchpoint_id,
        occurred_at,
        raw_customer_id,
        anonymous_id,
        device_customer_id,
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
