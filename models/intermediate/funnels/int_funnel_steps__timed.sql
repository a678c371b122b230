with

-- Of immature attempts only the quick ones have come this far.
steps as (
    select
        steps.funnel,
        steps.step_number,
        steps.hours_from_previous,
        attempts.cohort_month,
        attempts.entered_at,
        attempts.customer_id,
        attempts.deal_id,
        attempts.entry_channel
    from {{ ref('fct_funnel_attempt_steps') }} as steps
    inner join {{ ref('fct_funnel_attempts') }} as attempts
        on
            steps.funnel = attempts.funnel
            and steps.subject_id = attempts.subject_id
            and steps.attempt_number = attempts.attempt_number
    where attempts.is_mature and steps.hours_from_previous is not null
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

broken_down as (
    {{ broken_down(
        'steps',
        subjects={'customers': 'customer_id', 'deals': 'deal_id'},
        at='entered_at',
        own={'channel': 'entry_channel'},
    ) }}
),

periods as (
    select
        funnel,
        step_number,
        cohort_month,
        breakdown,
        breakdown_value,
        hours_from_previous
    from broken_down
    union all
    select
        funnel,
        step_number,
        cast(null as date) as cohort_month,
        breakdown,
        breakdown_value,
        hours_from_previous
    from broken_down
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
