{{ config(materialized='view') }}
with

stages as (
    select * from {{ ref('int_journey_stages__cycled') }}
    where is_visited and journey_status = 'converted'
),

final as (
    select
        journey_stage,
        {{ quantile('stay_days', 0.9) }} as stalled_after_days
    from stages
    group by journey_stage
)

select * from final
