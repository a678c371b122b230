{{ config(
    materialized='incremental',
    unique_key=['journey_id', 'journey_stage'],
    meta={
        'replaces': 'journey_id',
        'follows': [
            'fct_customer_events.journey_id',
        ],
    },
) }}
with

events as (
    select * from {{ ref('fct_customer_events') }}
    where
        journey_id is not null and not is_trailing
        and {{ is_touched('journey_id') }}
),

stages as (
    select * from {{ ref('journey_stages') }}
),

-- At most one row per stage and journey, before anything is compared.
first_events as (
    select
        events.journey_id,
        stages.stage_order,
        min(events.occurred_at) as first_at,
        min(events.event_number) as first_event_number
    from events
    inner join stages
        on events.journey_stage = stages.stage
    group by events.journey_id, stages.stage_order
),

compared as (
    select
        first_events.journey_id,
        stages.stage,
        stages.stage_order,
        min(first_events.first_at) filter (
            where first_events.stage_order >= stages.stage_order
        ) as entered_at,
        min(first_events.first_at) filter (
            where first_events.stage_order > stages.stage_order
        ) as left_at,
        min(first_events.first_event_number) filter (
            where first_events.stage_order = stages.stage_order
        ) as own_event_number,
        min(first_events.first_event_number) filter (
            where first_events.stage_order > stages.stage_order
        ) as higher_event_number
    from first_events
    cross join stages
    group by first_events.journey_id, stages.stage, stages.stage_order
),

reached as (
    select
        journey_id,
        stage as journey_stage,
        stage_order,
        entered_at,
        left_at,
        own_event_number is not null
        and (higher_event_number is null or own_event_number < higher_event_number)
            as is_visited
    from compared
    where entered_at is not null
)

select * from reached
