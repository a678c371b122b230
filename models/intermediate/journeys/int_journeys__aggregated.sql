{{ config(
    materialized='incremental',
    unique_key='journey_id',
    meta={
        'replaces': 'journey_id',
        'announces': {'customer_id': 'customer_id'},
        'follows': [
            'fct_customer_events.journey_id',
        ],
    },
) }}
with

events as (
    select * from {{ ref('fct_customer_events') }}
    where
        journey_id is not null
        and {{ is_touched('journey_id') }}
),

stages as (
    select * from {{ ref('journey_stages') }}
),

staged as (
    select
        events.*,
        stages.stage_order as journey_stage_order
    from events
    left join stages
        on events.journey_stage = stages.stage and not events.is_trailing
),

-- The journey's own event numbers order everything: no value depends on ties of time.
aggregated as (
    select
        journey_id,
        max(customer_id) as customer_id,
        min(event_number) as first_event_number,
        min(occurred_at) filter (where not is_trailing) as started_at,
        max(occurred_at) filter (where not is_trailing) as ended_at,
        max(opened_by) as opened_by,
        max(event_number) as last_event_number,
        max(occurred_at) as last_event_at,
        max_by(open_deal_count, event_number) as open_deal_count,
        max(event_id) filter (where is_converting) as converting_event_id,
        count(*) as event_count,
        count(touch_number) as touch_count,
        count(distinct case when touch_number is not null then session_id end)
            as session_count,
        count(
            distinct
            case when touch_number is not null then coalesce(channel, '(none)') end
        ) as channel_count,
        count(*) filter (where is_channel_switch) as channel_switch_count,
        min_by(coalesce(channel, '(none)'), touch_number) as first_channel,
        max_by(coalesce(channel, '(none)'), touch_number) as last_channel,
        max(journey_stage_order) as furthest_stage_order
    from staged
    group by journey_id
)

select * from aggregated
