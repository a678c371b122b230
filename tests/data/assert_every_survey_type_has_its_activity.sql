-- A row is an instrument without the activity of its answers, or the other way round.
{{ config(meta={'dagster': {'ref': {'name': 'activities'}}}) }}

{{ survey_activity_problems(ref('survey_types'), ref('activities')) }}
