{{ config(materialized='view') }}
with

deal_stages as (
    select * from {{ ref('deal_stages') }}
),

journey_stages as (
    select * from {{ ref('journey_stages') }}
),

named as (
    select
        'deals' as subject,
        pipeline,
        stage,
        name_en,
        name_ru,
        owner,
        sla_hours
    from deal_stages
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
