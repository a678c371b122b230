with

stays as (
    select * from {{ ref('int_deal_stages__stays') }}
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
