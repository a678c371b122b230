with

responses as (
    select * from {{ ref('int_survey_responses__resolved') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

described as (
    select
        *,
        cast(null as timestamp) as valid_from,
        cast(null as timestamp) as valid_to
    from responses
),

final as (
    {{ breakdown_values('described', 'survey_responses', 'response_id') }}
)

select * from final
