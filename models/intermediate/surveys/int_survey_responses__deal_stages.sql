{{ config(
    materialized='incremental',
    unique_key='response_id',
    meta={
        'replaces': 'response_id',
        'announces': {'response_id': 'response_id'},
        'follows': [
            'int_survey_responses__resolved.response_id',
            {
                'of': 'int_deals__stage_visits.deal_id',
                'in': 'int_survey_responses__resolved.deal_id',
            },
            {
                'of': 'int_deals__resolved.deal_id',
                'in': 'int_survey_responses__resolved.deal_id',
            },
        ],
    },
) }}
with

responses as (
    select * from {{ ref('int_survey_responses__resolved') }}
    where
        deal_id is not null
        and {{ is_touched('response_id') }}
),

visits as (
    select * from {{ ref('int_deals__stage_visits') }}
),

deals as (
    select * from {{ ref('int_deals__resolved') }}
),

-- The stage where the deal was when the question was asked, and what the customer was
-- at then: a lost deal is where it was lost, no stage of a journey stands for losing.
visited as (
    select
        responses.response_id,
        max_by(visits.stage, visits.move_number) filter (
            where responses.invited_at < visits.left_at or visits.left_at is null
        ) as deal_stage,
        max_by(
            case
                when responses.invited_at >= visits.left_at
                    then coalesce(visits.next_journey_stage, visits.journey_stage)
                else visits.journey_stage
            end,
            visits.move_number
        ) filter (where visits.journey_stage is not null) as journey_stage
    from responses
    inner join visits
        on
            responses.deal_id = visits.deal_id
            and responses.invited_at >= visits.entered_at
    group by responses.response_id
),

-- A deal that had ended by then was in the stage where it ended.
staged as (
    select
        responses.response_id,
        coalesce(
            visited.deal_stage,
            case when responses.invited_at >= deals.closed_at then deals.stage end
        ) as deal_stage,
        visited.journey_stage
    from responses
    left join visited
        on responses.response_id = visited.response_id
    left join deals
        on responses.deal_id = deals.deal_id
)

select * from staged
