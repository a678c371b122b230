{{ config(materialized='view') }}
with

responses as (
    select * from {{ ref('fct_survey_responses') }}
),

survey_types as (
    select * from {{ ref('survey_types') }}
),

-- An answer whose person is not known is a person's only one.
ranked as (
    select
        *,
        row_number() over (
            partition by
                survey_type,
                customer_id,
                case when customer_id is null then response_id end,
                is_answered,
                date_trunc(
                    '{{ var("survey_window") }}',
                    {{ utc_to_local('invited_at', var('reporting_timezone')) }}
                )
            order by responded_at desc nulls last, response_id desc
        ) as answer_rank
    from responses
),

final as (
    select
        ranked.response_id,
        ranked.survey_type,
        ranked.survey_kind,
        ranked.customer_id,
        ranked.deal_id,
        ranked.touchpoint_id,
        ranked.order_id,
        ranked.case_id,
        ranked.invited_at,
        {{ local_month('ranked.invited_at') }} as invited_month,
        ranked.journey_stage,
        ranked.deal_stage,
        ranked.channel,
        ranked.subject_channel,
        case
            when ranked.subject_event_id = 'touchpoint:' || ranked.touchpoint_id
                then ranked.subject_activity
        end as touchpoint_type,
        ranked.is_answered,
        ranked.is_answered and ranked.answer_rank = 1 as is_counted,
        ranked.score,
        ranked.score >= survey_types.positive_from as is_positive,
        ranked.score <= survey_types.negative_to as is_negative
    from ranked
    left join survey_types
        on ranked.survey_type = survey_types.survey_type
)

select * from final
