with

visits as (
    select * from {{ ref('int_deals__visits_timed') }}
    where outcome != 'open'
),

deals as (
    select * from {{ ref('int_deals__resolved') }}
    where status = 'won'
),

stages as (
    select * from {{ ref('int_deal_stages') }}
    where status = 'open'
),

won as (
    select
        visits.pipeline,
        visits.stage,
        {{ quantile('visits.stay_days', 0.9) }} as p90_days_of_won
    from visits
    inner join deals
        on visits.deal_id = deals.deal_id
    group by visits.pipeline, visits.stage
),

-- `least` passes over what is null.
final as (
    select
        stages.pipeline,
        stages.stage,
        won.p90_days_of_won,
        least(won.p90_days_of_won, cast(stages.sla_hours as double) / 24)
            as stalled_after_days
    from stages
    left join won
        on stages.pipeline = won.pipeline and stages.stage = won.stage
)

select * from final
