with

counted as (
    select * from {{ ref('int_journey_stages__counted') }}
),

durations as (
    select * from {{ ref('int_journey_stages__durations') }}
),

stages as (
    select * from {{ ref('journey_stages') }}
),

final as (
    select
        counted.journey_stage,
        stages.stage_order,
        counted.breakdown,
        counted.breakdown_value,
        counted.reached_journey_count,
        counted.visited_journey_count,
        counted.advanced_count,
        counted.dropped_count,
        counted.open_count,
        counted.ended_count,
        counted.converted_count,
        counted.ended_here_count,
        counted.next_cycle_count,
        {{ share(
            'counted.advanced_count', 'counted.advanced_count + counted.dropped_count'
        ) }} as advanced_share,
        {{ share('counted.converted_count', 'counted.ended_count') }}
            as converted_share,
        {{ share('counted.next_cycle_count', 'counted.ended_here_count') }}
            as next_cycle_share,
        counted.median_days_to_next_cycle,
        durations.median_days,
        durations.p90_days,
        durations.mean_completed_days,
        durations.km_median_days,
        durations.km_median_ci_low,
        durations.km_median_ci_high,
        durations.advanced_incidence,
        durations.dropped_incidence,
        durations.longest_days
    from counted
    inner join stages
        on counted.journey_stage = stages.stage
    left join durations
        on
            counted.stage_number = durations.stage_number
            and counted.group_number = durations.group_number
)

select * from final
