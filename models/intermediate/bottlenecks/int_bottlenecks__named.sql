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
        name_ru
    from deal_stages
    union all
    select
        'journeys' as subject,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        stage,
        name_en,
        name_ru
    from journey_stages
)

select * from named
