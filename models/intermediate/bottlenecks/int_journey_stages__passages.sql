{{ config(materialized='view') }}
{#- That a journey was lost is known when it has been silent for long. -#}
{%- set mature_days = var('stage_horizon_days') ~ ' + ' ~ var('journey_gap_days') %}
with

stages as (
    select * from {{ ref('int_journey_stages__cycled') }}
    where is_visited
),

journeys as (
    select * from {{ ref('fct_journeys') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

limits as (
    select * from {{ ref('int_journey_stages__limits') }}
),

recent as (
    select
        stages.*,
        {{ is_recent_stay('stages.started_at', mature_days) }} as is_recent
    from stages
    cross join horizon
),

-- A conversion of unknown value is not one of nothing.
passages as (
    select
        'journeys' as subject,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        recent.journey_stage as stage,
        cast(null as {{ dbt.type_string() }}) as deal_id,
        recent.customer_id,
        recent.started_at as opened_at,
        recent.started_at as entered_at,
        cast(null as timestamp) as left_at,
        recent.stay_days,
        recent.is_recent,
        recent.outcome = 'advanced' as is_passed,
        recent.outcome = 'dropped' as is_lost,
        recent.outcome = 'open' as is_running,
        recent.outcome = 'open' and recent.stay_days > limits.stalled_after_days
            as is_stalled,
        recent.journey_status in ('converted', 'dormant') as is_decided,
        case recent.journey_status
            when 'converted' then journeys.conversion_value when 'dormant' then 0
        end as won_value
    from recent
    inner join journeys
        on recent.journey_id = journeys.journey_id
    left join limits
        on recent.journey_stage = limits.journey_stage
    where recent.is_recent or recent.outcome = 'open'
)

select * from passages
