{{ config(materialized='ephemeral') }}
with

responses as (
    select * from {{ ref('int_survey_responses__resolved') }}
    where
        coalesce(touchpoint_id, deal_id, order_id, case_id) is null
        and {{ is_touched('response_id', by='int_survey_responses__linked') }}
),

events as (
    select * from {{ ref('fct_customer_events') }}
    where
        source = 'touchpoint'
        and customer_id in (
            select responses.customer_id from responses
            {{ outlying_ids() }}
        )
),

-- An answer that names nothing is about the latest touchpoint before its invitation
-- (RULES 36).
last_touches as (
    select
        responses.response_id,
        max_by(events.source_id, events.event_number) as touchpoint_id
    from responses
    inner join events
        on
            responses.customer_id = events.customer_id
            and responses.invited_at > events.occurred_at
    group by responses.response_id
)

select * from last_touches
