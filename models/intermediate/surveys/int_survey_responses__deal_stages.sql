with

responses as (
    select * from {{ ref('int_survey_responses__resolved') }}
    where deal_id is not null
),

visits as (
    select * from {{ ref('int_deals__stage_visits') }}
),

-- The stage where the deal was when the question was asked.
staged as (
    select
        responses.response_id,
        max_by(visits.stage, visits.move_number) as deal_stage
    from responses
    inner join visits
        on
            responses.deal_id = visits.deal_id
            and responses.invited_at >= visits.entered_at
            and (responses.invited_at < visits.left_at or visits.left_at is null)
    group by responses.response_id
)

select * from staged
