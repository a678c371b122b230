{{ config(materialized='view') }}
with

journeys as (
    select * from {{ ref('int_journeys__numbered') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

final as (
    select
        journeys.journey_id,
        journeys.customer_id,
        journeys.journey_number,
        journeys.started_at,
        journeys.ended_at,
        journeys.opened_by,
        case
            when journeys.is_converted then 'converted'
            when journeys.has_next_journey then 'dormant'
            when
                horizon.as_of
                > journeys.last_event_at
                + {{ var('journey_gap_days') }} * interval 1 day
                and journeys.open_deal_count <= 0
                then 'dormant'
            else 'open'
        end as status,
        journeys.converted_at,
        journeys.conversion_id,
        journeys.conversion_value,
        journeys.event_count,
        journeys.touch_count,
        journeys.session_count,
        journeys.channel_count,
        journeys.channel_switch_count,
        journeys.days_to_convert,
        journeys.first_channel,
        journeys.last_channel,
        journeys.furthest_stage
    from journeys
    cross join horizon
)

select * from final
