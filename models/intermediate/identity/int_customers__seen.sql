with

events as (
    select * from {{ ref('fct_customer_events') }}
    where customer_id is not null
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
