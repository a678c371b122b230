{{ config(
    materialized='incremental',
    unique_key='journey_id',
    meta={
        'replaces': 'customer_id',
        'follows': [
            'int_journeys__aggregated.customer_id',
            {
                'of': 'int_converting_events.event_id',
                'in': 'int_journeys__aggregated.converting_event_id',
            },
        ],
    },
) }}
with

journeys as (
    select * from {{ ref('int_journeys__aggregated') }}
    where {{ is_touched('customer_id') }}
),

converting_events as (
    select * from {{ ref('int_converting_events') }}
),

stages as (
    select * from {{ ref('journey_stages') }}
),

ordered as (
    select
        *,
        row_number() over journeys_of_customer as journey_number,
        lead(journey_id) over journeys_of_customer as next_journey_id
    from journeys
    window journeys_of_customer as (
        partition by customer_id
        order by first_event_number
    )
),

final as (
    select
        ordered.journey_id,
        ordered.customer_id,
        ordered.journey_number,
        ordered.started_at,
        ordered.ended_at,
        ordered.opened_by,
        converting_events.event_id is not null as is_converted,
        ordered.next_journey_id is not null as has_next_journey,
        ordered.last_event_at,
        ordered.open_deal_count,
        converting_events.converted_at,
        converting_events.conversion_id,
        converting_events.value as conversion_value,
        ordered.event_count,
        ordered.touch_count,
        ordered.session_count,
        ordered.channel_count,
        ordered.channel_switch_count,
        {{ elapsed_days('ordered.started_at', 'converting_events.converted_at') }}
            as days_to_convert,
        nullif(ordered.first_channel, '(none)') as first_channel,
        nullif(ordered.last_channel, '(none)') as last_channel,
        stages.stage as furthest_stage
    from ordered
    left join converting_events
        on ordered.converting_event_id = converting_events.event_id
    left join stages
        on ordered.furthest_stage_order = stages.stage_order
)

select * from final
