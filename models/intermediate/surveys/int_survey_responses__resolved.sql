with

responses as (
    select * from {{ ref('stg_survey_responses') }}
),

merges as (
    select * from {{ ref('int_customer_merges') }}
),

anonymous_ids as (
    select * from {{ ref('int_anonymous_ids') }}
),

survey_types as (
    select * from {{ ref('survey_types') }}
),

channels as (
    select * from {{ ref('channels') }}
),

subjects as (
    select * from {{ ref('int_survey_responses__subjects') }}
),

-- An answer that nobody invited is its own invitation.
dated as (
    select
        *,
        coalesce(sent_at, delivered_at, responded_at, loaded_at) as invited_at,
        case
            when score is not null
                then coalesce(responded_at, loaded_at, sent_at, delivered_at)
        end as answered_at
    from responses
),

-- A device belongs to whoever answered on it, not to whoever was invited.
identified as (
    {{ identified_rows('dated', 'coalesce(dated.answered_at, dated.invited_at)') }}
),

resolved as (
    select
        identified.response_id,
        coalesce(identified.resolved_customer_id, subjects.customer_id) as customer_id,
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
    left join subjects
        on identified.response_id = subjects.response_id
    left join survey_types
        on lower(identified.survey_type) = survey_types.survey_type
    left join channels
        on lower(identified.channel) = channels.channel_alias
)

select * from resolved
