with

visits as (
    select * from {{ ref('int_deals__visits_timed') }}
    where outcome != 'open'
),

deals as (
    select * from {{ ref('int_deals__resolved') }}
    where status = 'won'
),

limits as (
    select * from {{ ref('int_deal_stages__limits_dated') }}
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
        limits.pipeline,
        limits.stage,
        limits.valid_from,
        limits.valid_to,
        won.p90_days_of_won,
        least(won.p90_days_of_won, cast(limits.sla_hours as double) / 24)
            as stalled_after_days
    from limits
    left join won
        on limits.pipeline = won.pipeline and limits.stage = won.stage
)

select * from final
