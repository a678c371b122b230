{{ config(materialized='view') }}
with

cases as (
    select * from {{ ref('int_support_cases__resolved') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

final as (
    {{ breakdown_values(
        'cases', 'support_cases', 'case_id', is_versioned=false
    ) }}
)

select * from final
