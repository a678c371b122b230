{{ config(materialized='view') }}
with

touchpoints as (
    select * from {{ ref('fct_touchpoints') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

final as (
    {{ breakdown_values(
        'touchpoints', 'touchpoints', 'touchpoint_id', is_versioned=false
    ) }}
)

select * from final
