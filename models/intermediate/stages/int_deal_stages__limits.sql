with

visits as (
    select * from {{ ref('int_deals__visits_timed') }}
    where deal_status = 'won' and outcome != 'open'
),

stages as (
    select * from {{ ref('int_deal_stages') }}
    where status = 'open'
),

won as (
    select
        pipeline,
        stage,
        {{ quantile('stay_days', 0.9) }} as p90_days_of_won
    from visits
    group by pipeline, stage
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
