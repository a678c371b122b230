{{ config(materialized='view') }}
with

stages as (
    select * from {{ ref('fct_journey_stages') }}
),

journeys as (
    select
        journey_id,
        started_at,
        first_channel,
        furthest_stage,
        status,
        {{ elapsed_days('ended_at', 'lead(started_at) over journeys_of_customer') }}
            as days_to_next_cycle
    from {{ ref('fct_journeys') }}
    window journeys_of_customer as (
        partition by customer_id
        order by journey_number
    )
),

-- The path is a cycle: what the last stage leads to is the next journey.
cycled as (
    select
        stages.journey_id,
        stages.customer_id,
        stages.journey_stage,
        stages.is_visited,
        stages.outcome,
        stages.days_in_stage as stay_days,
        journeys.started_at,
        journeys.first_channel,
        journeys.status as journey_status,
        journeys.status != 'open' and stages.journey_stage = journeys.furthest_stage
            as is_last_stage,
        case
            when
                journeys.status != 'open'
                and stages.journey_stage = journeys.furthest_stage
                then journeys.days_to_next_cycle
        end as days_to_next_cycle
    from stages
    inner join journeys
        on stages.journey_id = journeys.journey_id
)

select * from cycled
