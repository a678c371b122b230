with

attempts as (
    select * from {{ ref('int_funnel_attempts__broken_down') }}
),

counted as (
    select
        funnel,
        cohort_month,
        breakdown,
        breakdown_value,
        is_mature,
        reached_steps,
        count(*) as attempt_count
    from attempts
    group by
        funnel, cohort_month, breakdown, breakdown_value, is_mature, reached_steps
)

select * from counted
