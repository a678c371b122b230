{{ config(materialized='view') }}
with

stages as (
    select * from {{ ref('int_journey_stages__cycled') }}
    where is_visited
),

journeys as (
    select
        journey_id,
        conversion_value
    from {{ ref('fct_journeys') }}
),

limits as (
    select
        journey_stage,
        {{ quantile('stay_days', 0.9) }} as stalled_after_days
    from stages
    where journey_status = 'converted'
    group by journey_stage
),

-- That a journey was lost is known when it has been silent for long.
passages as (
    select
        'journeys' as subject,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        stages.journey_stage as stage,
        cast(null as {{ dbt.type_string() }}) as deal_id,
        stages.customer_id,
        stages.started_at as opened_at,
        stages.started_at as entered_at,
        cast(null as timestamp) as left_at,
        {{ var('stage_horizon_days') }} + {{ var('journey_gap_days') }} as mature_days,
        stages.stay_days,
        stages.outcome = 'advanced' as is_passed,
        stages.outcome = 'dropped' as is_lost,
        stages.outcome = 'open' as is_running,
        stages.outcome = 'open' and stages.stay_days > limits.stalled_after_days
            as is_stalled,
        stages.journey_status in ('converted', 'dormant') as is_decided,
        coalesce(journeys.conversion_value, 0) as won_value
    from stages
    inner join journeys
        on stages.journey_id = journeys.journey_id
    left join limits
        on stages.journey_stage = limits.journey_stage
)

select * from passages
