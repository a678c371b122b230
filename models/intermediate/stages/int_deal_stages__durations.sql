with

-- Narrow, as it is sorted more than once.
stays as (
    select
        pipeline,
        stage,
        breakdown,
        breakdown_value,
        stay_days,
        advanced_count,
        returned_count,
        lost_count,
        censored_count
    from {{ ref('int_deal_stages__stays') }}
),

durations as (
    {{ durations_of_stays(
        'stays',
        by=['pipeline', 'stage', 'breakdown', 'breakdown_value'],
        time='stay_days',
        causes=['advanced', 'returned', 'lost'],
        horizon=var('stage_horizon_days'),
    ) }}
)

select * from durations
