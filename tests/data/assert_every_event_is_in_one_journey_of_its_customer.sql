-- A row is an event in no journey, in somebody else's, or, being nobody's, in any.
{{ config(meta={'dagster': {'ref': {'name': 'fct_customer_events'}}}) }}

select
    events.event_id,
    events.customer_id,
    events.journey_id,
    journeys.customer_id as customer_of_journey
from {{ ref('fct_customer_events') }} as events
left join {{ ref('fct_journeys') }} as journeys
    on events.journey_id = journeys.journey_id
where events.customer_id is distinct from journeys.customer_id
