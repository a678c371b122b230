with

counted as (
    select * from {{ ref('int_funnel_steps__counted') }}
),

timed as (
    select * from {{ ref('int_funnel_steps__timed') }}
),

steps as (
    select * from {{ ref('int_funnel_rules') }}
    where not is_exclusion
),

final as (
    select
        counted.funnel,
        counted.step_number,
        steps.step_name,
        steps.is_optional,
        steps.previous_step_number,
        counted.cohort_month,
        counted.breakdown,
        counted.breakdown_value,
        counted.entered_count,
        counted.reached_count,
        counted.dropped_count,
        counted.mature_count,
        counted.mature_previous_count,
        counted.mature_reached_count,
        {{ share('mature_reached_count', 'mature_previous_count') }} as step_share,
        {{ wilson_bound('mature_reached_count', 'mature_previous_count', 'low') }}
            as step_ci_low,
        {{ wilson_bound('mature_reached_count', 'mature_previous_count', 'high') }}
            as step_ci_high,
        {{ share('mature_reached_count', 'mature_count') }} as overall_share,
        {{ wilson_bound('mature_reached_count', 'mature_count', 'low') }} as ci_low,
        {{ wilson_bound('mature_reached_count', 'mature_count', 'high') }} as ci_high,
        timed.median_hours as median_hours_from_previous,
        timed.p90_hours as p90_hours_from_previous
    from counted
    inner join steps
        on counted.funnel = steps.funnel and counted.step_number = steps.step_number
    left join timed
        on
            counted.funnel = timed.funnel
            and counted.step_number = timed.step_number
            and counted.cohort_month is not distinct from timed.cohort_month
            and counted.breakdown = timed.breakdown
            and counted.breakdown_value = timed.breakdown_value
)

select * from final
