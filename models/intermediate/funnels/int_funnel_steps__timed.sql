with

-- Of immature attempts only the quick ones have come this far.
attempts as (
    select * from {{ ref('int_funnel_attempts__broken_down') }}
    where is_mature
),

steps as (
    select
        funnel,
        cohort_month,
        breakdown,
        breakdown_value,
        {{ exploded_list('later_steps') }} as step
    from attempts
),

timed as (
    select
        funnel,
        cohort_month,
        breakdown,
        breakdown_value,
        {{ struct_field('step', 'step_number') }} as step_number,
        {{ elapsed_hours(
            struct_field('step', 'previous_reached_at'),
            struct_field('step', 'reached_at'),
        ) }} as hours_from_previous
    from steps
),

periods as (
    select * from timed
    union all by name
    select * replace (cast(null as date) as cohort_month) from timed
),

final as (
    select
        funnel,
        step_number,
        cohort_month,
        breakdown,
        breakdown_value,
        percentile_cont(0.5) within group (order by hours_from_previous)
            as median_hours,
        percentile_cont(0.9) within group (order by hours_from_previous) as p90_hours
    from periods
    group by funnel, step_number, cohort_month, breakdown, breakdown_value
)

select * from final
