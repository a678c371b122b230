{{ config(materialized='view') }}
with

deal_stages as (
    select * from {{ ref('deal_stages') }}
),

journey_stages as (
    select * from {{ ref('journey_stages') }}
),

limits as (
    select * from {{ ref('int_deal_stages__limits_dated') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

-- The limit that is told is the one for deals that come to the stage now.
named as (
    select
        'deals' as subject,
        deal_stages.pipeline,
        deal_stages.stage,
        deal_stages.name_en,
        deal_stages.name_ru,
        deal_stages.owner,
        limits.sla_hours
    from deal_stages
    cross join horizon
    left join limits
        on
            deal_stages.pipeline = limits.pipeline
            and deal_stages.stage = limits.stage
            and {{ in_force('limits', 'horizon.as_of') }}
    union all
    select
        'journeys' as subject,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        stage,
        name_en,
        name_ru,
        cast(null as {{ dbt.type_string() }}) as owner,
        cast(null as decimal(9, 2)) as sla_hours
    from journey_stages
)

select * from named
