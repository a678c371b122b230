with

by_month as (
    select * from {{ ref('int_funnel_attempts__counted') }}
),

steps as (
    select * from {{ ref('int_funnel_rules') }}
    where not is_exclusion
),

attempts as (
    select * from by_month
    union all
    select
        funnel,
        cast(null as date) as cohort_month,
        breakdown,
        breakdown_value,
        is_mature,
        reached_steps,
        attempt_count
    from by_month
),

-- A row for a step that nobody reached, too.
compared as (
    select
        attempts.funnel,
        attempts.cohort_month,
        attempts.breakdown,
        attempts.breakdown_value,
        attempts.is_mature,
        attempts.attempt_count,
        steps.step_number,
        steps.previous_step_number,
        {{ list_has('attempts.reached_steps', 'steps.step_number') }} as is_reached,
        {{ list_has('attempts.reached_steps', 'steps.previous_step_number') }}
            as is_previous_reached
    from attempts
    inner join steps
        on attempts.funnel = steps.funnel
),

final as (
    select
        funnel,
        step_number,
        cohort_month,
        breakdown,
        breakdown_value,
        cast(sum(attempt_count) as bigint) as entered_count,
        cast(coalesce(sum(attempt_count) filter (where is_reached), 0) as bigint)
            as reached_count,
        cast(coalesce(sum(attempt_count) filter (
            where is_previous_reached and not is_reached
        ), 0) as bigint) as dropped_count,
        cast(coalesce(sum(attempt_count) filter (where is_mature), 0) as bigint)
            as mature_count,
        cast(coalesce(sum(attempt_count) filter (
            where is_mature and is_reached
        ), 0) as bigint) as mature_reached_count,
        cast(coalesce(sum(attempt_count) filter (
            where is_mature and is_previous_reached
        ), 0) as bigint) as mature_previous_count
    from compared
    group by funnel, step_number, cohort_month, breakdown, breakdown_value
)

select * from final
