with

stays as (
    select
        journey_stage,
        breakdown,
        breakdown_value,
        stay_days,
        sum(advanced_count) as advanced_count,
        sum(dropped_count) as dropped_count,
        sum(censored_count) as censored_count
    from {{ ref('int_journey_stages__stays') }}
    group by journey_stage, breakdown, breakdown_value, stay_days
),

durations as (
    {{ durations_of_stays(
        'stays',
        by=['journey_stage', 'breakdown', 'breakdown_value'],
        time='stay_days',
        causes=['advanced', 'dropped'],
        horizon=var('stage_horizon_days'),
    ) }}
)

select * from durations
