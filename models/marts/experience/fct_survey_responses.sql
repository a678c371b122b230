{{ config(
    materialized='incremental',
    unique_key='response_id',
    meta={
        'replaces': 'response_id',
        'follows': [
            'int_survey_responses__linked.response_id',
            'int_survey_responses__deal_stages.response_id',
        ],
    },
) }}
with

responses as (
    select * from {{ ref('int_survey_responses__linked') }}
    where {{ is_touched('response_id') }}
),

deal_stages as (
    select * from {{ ref('int_survey_responses__deal_stages') }}
),

final as (
    select
        responses.response_id,
        responses.customer_id,
        responses.raw_customer_id,
        responses.survey_type,
        responses.survey_kind,
        responses.score,
        responses.is_answered,
        responses.journey_id,
        case
            when responses.subject_event_id = 'deal:' || responses.deal_id
                then coalesce(
                    deal_stages.journey_stage, responses.subject_journey_stage
                )
            else responses.subject_journey_stage
        end as journey_stage,
        deal_stages.deal_stage,
        responses.subject_event_id,
        responses.subject_activity,
        responses.subject_channel,
        coalesce(responses.touchpoint_id, responses.last_touchpoint_id)
            as touchpoint_id,
        responses.deal_id,
        responses.order_id,
        responses.case_id,
        responses.product_id,
        responses.channel,
        responses.channel_group,
        responses.invited_at,
        responses.delivered_at,
        responses.responded_at,
        responses.resolved_at,
        responses.comment,
        responses.custom_attributes
    from responses
    left join deal_stages
        on responses.response_id = deal_stages.response_id
)

select * from final
