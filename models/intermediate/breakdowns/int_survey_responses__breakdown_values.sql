{{ config(materialized='view') }}
with

responses as (
    select * from {{ ref('int_survey_responses__resolved') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

final as (
    {{ breakdown_values(
        'responses', 'survey_responses', 'response_id', is_versioned=false
    ) }}
)

select * from final
