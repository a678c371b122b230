-- A row is a step of a funnel whose activity, or channel, neither a rule nor the data
-- have: nobody comes there by it.
{{ config(severity='warn', meta={'dagster': {'ref': {'name': 'funnel_steps'}}}) }}

with

steps as (
    select * from {{ ref('funnel_steps') }}
),

unmapped as (
    select * from {{ ref('agg_unmapped_values') }}
),

names as (
    {{ funnel_activities('steps') }}
),

activities as (
    select
        activity,
        cast(null as {{ dbt.type_string() }}) as pipeline
    from {{ ref('activities') }}
    union all
    select
        touchpoint_type as activity,
        null as pipeline
    from {{ ref('touchpoint_types') }}
    union all
    select
        value as activity,
        null as pipeline
    from unmapped
    where kind = 'touchpoint_type'
    union all
    select
        'deal_stage:' || stage as activity,
        pipeline
    from {{ ref('int_deal_stages') }}
    where status = 'open'
),

channels as (
    select channel
    from {{ ref('channels') }}
    union all
    select value as channel
    from unmapped
    where kind = 'channel'
),

met as (
    select
        names.funnel,
        names.step_number,
        names.listed_name
    from names
    inner join activities
        on
            names.event_activity = activities.activity
            and coalesce(names.event_pipeline = activities.pipeline, true)
    where
        names.channel is null
        or names.channel in (
            select channels.channel from channels
        )
)

select distinct
    names.funnel,
    names.step_number,
    names.listed_name,
    names.channel
from names
left join met
    on
        names.funnel = met.funnel
        and names.step_number = met.step_number
        and names.listed_name = met.listed_name
where met.funnel is null
