{{ config(materialized='view') }}
with

responses as (
    select * from {{ ref('int_survey_responses__counted') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

broken_down as (
    {{ broken_down(
        'responses',
        subjects={
            'customers': 'customer_id',
            'deals': 'deal_id',
            'touchpoints': 'touchpoint_id',
            'survey_responses': 'response_id',
            'orders': 'order_id',
            'support_cases': 'case_id',
        },
        at='invited_at',
        own={
            'journey_stage': 'journey_stage',
            'deal_stage': 'deal_stage',
            'channel': 'channel',
            'subject_channel': 'subject_channel',
            'touchpoint_type': 'touchpoint_type',
        },
    ) }}
),

counted as (
    select
        survey_type,
        survey_kind,
        invited_month,
        breakdown,
        breakdown_value,
        count(*) as invited_count,
        count(*) filter (where is_answered) as answered_count,
        count(*) filter (where is_counted) as response_count,
        count(*) filter (where is_counted and is_positive) as promoters,
        count(*) filter (where is_counted and is_negative) as detractors,
        sum(score) filter (where is_counted) as score_sum
    from broken_down
    group by survey_type, survey_kind, invited_month, breakdown, breakdown_value
)

select * from counted
