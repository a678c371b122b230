-- A row is a used touchpoint that was lost, or that belongs to nobody or to no session.
{{ config(meta={'dagster': {'ref': {'name': 'fct_touchpoints'}}}) }}

select
    used.touchpoint_id,
    facts.customer_id,
    facts.session_id
from {{ ref('stg_touchpoints') }} as used
left join {{ ref('fct_touchpoints') }} as facts
    on used.touchpoint_id = facts.touchpoint_id
where facts.customer_id is null or facts.session_id is null
