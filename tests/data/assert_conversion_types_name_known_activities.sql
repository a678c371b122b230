-- A row is a conversion that can never happen: no rule names its activity.
{{ config(meta={'dagster': {'ref': {'name': 'conversion_types'}}}) }}

with

known as (
    select activity
    from {{ ref('activities') }}
    union all
    select touchpoint_type as activity
    from {{ ref('touchpoint_types') }}
    union all
    select 'deal_stage:' || stage as activity
    from {{ ref('deal_stages') }}
    where status = 'open'
)

select
    conversion_types.conversion_type,
    conversion_types.activity
from {{ ref('conversion_types') }} as conversion_types
left join known
    on conversion_types.activity = known.activity
where known.activity is null
