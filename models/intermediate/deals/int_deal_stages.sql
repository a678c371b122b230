{{ config(
    materialized='incremental',
    unique_key=['pipeline', 'stage'],
    meta={
        'announces': {'pipeline': 'pipeline'},
    },
) }}
with

declared as (
    select * from {{ ref('deal_stages') }}
),

inferred as (
    select * from {{ ref('int_deal_stages__inferred') }}
),

all_stages as (
    select
        pipeline,
        stage,
        cast(stage_order as decimal(9, 3)) as stage_order,
        status,
        journey_stage,
        sla_hours,
        owner,
        name_en,
        name_ru,
        false as is_inferred
    from declared
    union all
    select
        pipeline,
        stage,
        stage_order,
        status,
        case status when 'open' then 'evaluation' when 'won' then 'purchase' end
            as journey_stage,
        cast(null as decimal(9, 2)) as sla_hours,
        cast(null as {{ dbt.type_string() }}) as owner,
        stage as name_en,
        stage as name_ru,
        true as is_inferred
    from inferred
)

select * from all_stages
