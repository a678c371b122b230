{{ config(materialized='view') }}
with

lost as (
    select * from {{ ref('agg_lost_deals') }}
    where lost_count > 0 and reason != '(none)'
),

main as (
    select
        pipeline,
        stage,
        name_en,
        name_ru,
        lost_count
    from lost
    qualify
        row_number() over (
            partition by pipeline, stage
            order by lost_count desc, reason asc
        ) = 1
)

select * from main
