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
