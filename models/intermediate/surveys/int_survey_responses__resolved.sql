{{ config(
    materialized='incremental',
    unique_key='response_id',
    meta={
        'replaces': 'response_id',
        'announces': {
            'response_id': 'response_id',
            'event_id': "'survey:' || response_id",
            'log_id': "coalesce(customer_id, 'deal:' || deal_id, 'survey:' || response_id)",
        },
        'follows': [
            'base_survey_responses.response_id',
            {'of': 'int_customer_merges.raw_customer_id', 'in': 'this.raw_customer_id'},
            {
                'of': 'int_anonymous_ids.anonymous_id',
                'in': 'this.anonymous_id',
            },
            {
                'of': 'int_touchpoints__sessionised.touchpoint_id',
                'in': 'this.touchpoint_id',
            },
            {'of': 'int_deals__resolved.deal_id', 'in': 'this.deal_id'},
            {
                'of': 'int_orders__resolved.order_id',
                'in': 'this.order_id',
            },
            {
                'of': 'int_support_cases__resolved.case_id',
                'in': 'this.case_id',
            },
        ],
    },
) }}
with

identified as (
    select * from {{ ref('int_survey_responses__identified') }}
),

survey_types as (
    select * from {{ ref('survey_types') }}
),

channels as (
    select * from {{ ref('channels') }}
),

resolved as (
    select
        identified.response_id,
        identified.response_customer_id as customer_id,
        identified.customer_id as raw_customer_id,
        identified.anonymous_id,
        identified.deal_id,
        identified.touchpoint_id,
        identified.order_id,
        identified.case_id,
        identified.product_id,
        coalesce(survey_types.survey_type, identified.survey_type) as survey_type,
        survey_types.kind as survey_kind,
        coalesce(channels.channel, identified.channel) as channel,
        channels.channel_group,
        identified.score,
        identified.score is not null as is_answered,
        identified.comment,
        identified.custom_attributes,
        identified.invited_at,
        identified.sent_at,
        identified.delivered_at,
        identified.answered_at as responded_at,
        identified.resolved_at
    from identified
    left join survey_types
        on lower(identified.survey_type) = survey_types.survey_type
    left join channels
        on lower(identified.channel) = channels.channel_alias
)

select * from resolved
