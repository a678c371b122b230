{{ config(materialized='view') }}
with

reached as (
    select * from {{ ref('int_journey_stages__reached') }}
),

journeys as (
    select * from {{ ref('fct_journeys') }}
),

ended as (
    select
        reached.journey_id,
        journeys.customer_id,
        reached.journey_stage,
        reached.stage_order,
        reached.entered_at,
        case
            when reached.left_at is not null then reached.left_at
            when journeys.status != 'open' then journeys.ended_at
        end as left_at,
        reached.is_visited,
        case
            when reached.left_at is not null or journeys.status = 'converted'
                then 'advanced'
            when journeys.status = 'dormant' then 'dropped'
            else 'open'
        end as outcome
    from reached
    inner join journeys
        on reached.journey_id = journeys.journey_id
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

final as (
    select
        ended.journey_id,
        ended.customer_id,
        ended.journey_stage,
        ended.stage_order,
        ended.entered_at,
        ended.left_at,
        case
            when ended.is_visited
                then {{ elapsed_days(
                    'ended.entered_at', 'coalesce(ended.left_at, horizon.as_of)'
                ) }}
        end as days_in_stage,
        ended.outcome = 'open' as is_censored,
        ended.is_visited,
        ended.outcome
    from ended
    cross join horizon
)

select * from final
