-- A row is a name that would mean two things in `fct_customer_events.activity`.
{{ config(meta={'dagster': {'ref': {'name': 'touchpoint_types'}}}) }}

select touchpoint_types.touchpoint_type
from {{ ref('touchpoint_types') }} as touchpoint_types
inner join {{ ref('activities') }} as activities
    on touchpoint_types.touchpoint_type = activities.activity
