with

stages as (
    select
        customer_id,
        started_at,
        first_channel,
        journey_stage,
        cast(round(stay_days * 86400000000) as bigint) as stay_microseconds,
        case outcome
            when 'advanced' then 1
            when 'dropped' then 2
        end as ended_by
    from {{ ref('int_journey_stages__cycled') }}
    where is_visited
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

broken_down as (
    {{ broken_down(
        'stages',
        subjects={'customers': 'customer_id'},
        at='started_at',
        own={'channel': 'first_channel'},
    ) }}
),

durations as (
    {{ durations_of_stays(
        'broken_down',
        by=['journey_stage', 'breakdown', 'breakdown_value'],
        time='stay_microseconds',
        ended_by='ended_by',
        causes=['advanced', 'dropped'],
        horizon_days=var('stage_horizon_days'),
    ) }}
)

select * from durations
