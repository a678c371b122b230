{{ config(
    materialized='incremental',
    unique_key='response_id',
    meta={
        'replaces': 'response_id',
        'announces': {'response_id': 'response_id'},
        'follows': [
            'int_survey_responses__resolved.response_id',
            {'of': 'fct_customer_events.event_id', 'in': 'this.subject_event_id'},
            {
                'of': 'fct_customer_events.event_id',
                'in': 'int_survey_responses__resolved',
                'on': "'survey:' || response_id",
            },
            {
                'of': 'fct_customer_events.customer_id',
                'in': 'int_survey_responses__resolved',
                'on': 'case when coalesce(touchpoint_id, deal_id, order_id, case_id)'
                ~ ' is null then customer_id end',
            },
        ],
    },
) }}
with

responses as (
    select * from {{ ref('int_survey_responses__resolved') }}
    where {{ is_touched('response_id') }}
),

last_touches as (
    select * from {{ ref('int_survey_responses__last_touches') }}
),

-- What the answer is about, the narrowest thing first.
linked as (
    select
        responses.*,
        last_touches.touchpoint_id as last_touchpoint_id,
        case
            when responses.touchpoint_id is not null
                then 'touchpoint:' || responses.touchpoint_id
            when responses.order_id is not null then 'order:' || responses.order_id
            when responses.case_id is not null then 'support_case:' || responses.case_id
            when responses.deal_id is not null then 'deal:' || responses.deal_id
            else 'touchpoint:' || last_touches.touchpoint_id
        end as subject_event_id,
        'survey:' || responses.response_id as answer_event_id
    from responses
    left join last_touches
        on responses.response_id = last_touches.response_id
),

-- Only the events that are asked for leave the log, which is read once.
sought as (
    select subject_event_id as event_id from linked
    union all
    select answer_event_id as event_id from linked
    where is_answered
),

events as (
    select * from {{ ref('fct_customer_events') }}
    where event_id in (select sought.event_id from sought)
),

final as (
    select
        linked.*,
        subjects.activity as subject_activity,
        subjects.journey_stage as subject_journey_stage,
        subjects.channel as subject_channel,
        coalesce(answers.journey_id, subjects.journey_id) as journey_id
    from linked
    left join events as subjects
        on linked.subject_event_id = subjects.event_id
    left join events as answers
        on linked.is_answered and linked.answer_event_id = answers.event_id
)

select * from final
