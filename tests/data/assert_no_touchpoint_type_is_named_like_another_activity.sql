-- A row is a name that would mean two things in `fct_customer_events.activity`.
{{ config(meta={'dagster': {'ref': {'name': 'touchpoint_types'}}}) }}

{{ activity_name_problems(ref('touchpoint_types'), ref('activities')) }}
