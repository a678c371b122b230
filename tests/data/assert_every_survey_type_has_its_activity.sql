-- A row is an instrument without the activity of its answers, or the other way round.
{{ config(meta={'dagster': {'ref': {'name': 'activities'}}}) }}

with

survey_types as (
    select 'survey:' || survey_type as activity
    from {{ ref('survey_types') }}
),

activities as (
    select activity
    from {{ ref('activities') }}
    where activity like 'survey:%'
)

select
    survey_types.activity as expected_activity,
    activities.activity
from survey_types
full outer join activities
    on survey_types.activity = activities.activity
where survey_types.activity is null or activities.activity is null
