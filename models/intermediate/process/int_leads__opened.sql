with

touches as (
    select * from {{ ref('int_lead_touches') }}
),

-- A request of a new journey is a new lead, even if the old one was never answered.
placed as (
    select
        *,
        min(case when touch_kind = 'request' then event_number end) over (
            partition by customer_id, earlier_response_count, journey_id
        ) as first_event_number
    from touches
    where touch_kind != 'response'
),

opened as (
    select
        *,
        event_number = first_event_number as is_first
    from placed
    where event_number >= first_event_number
),

leads as (
    select
        customer_id,
        journey_id,
        earlier_response_count,
        max(touchpoint_id) filter (where is_first) as touchpoint_id,
        max(occurred_at) filter (where is_first) as opened_at,
        max(touchpoint_type) filter (where is_first) as touchpoint_type,
        max(channel) filter (where is_first) as channel,
        max(channel_group) filter (where is_first) as channel_group,
        max(campaign) filter (where is_first) as campaign,
        max(owner) filter (where is_first) as named_owner,
        min_by(deal_id, event_number) filter (
            where deal_id is not null and touch_kind = 'request'
        ) as named_deal_id,
        count(*) filter (where touch_kind = 'request') as request_count,
        count(*) filter (
            where touch_kind = 'request' and touchpoint_type = 'missed_call'
        ) as missed_call_count,
        count(*) filter (where touch_kind = 'automatic_reply')
            as automatic_reply_count
    from opened
    group by customer_id, journey_id, earlier_response_count
)

select * from leads
