-- A row is a step whose attempts are not those of the step before, or an entry that is
-- not all that entered.
with

steps as (
    select * from {{ ref('agg_funnel_steps') }}
)

select
    steps.funnel,
    steps.step_number,
    steps.cohort_month,
    steps.breakdown,
    steps.breakdown_value
from steps
left join steps as previous_steps
    on
        steps.funnel = previous_steps.funnel
        and steps.previous_step_number = previous_steps.step_number
        and steps.cohort_month is not distinct from previous_steps.cohort_month
        and steps.breakdown = previous_steps.breakdown
        and steps.breakdown_value = previous_steps.breakdown_value
where
    steps.reached_count + steps.dropped_count
    is distinct from coalesce(previous_steps.reached_count, steps.entered_count)
    or (
        steps.previous_step_number is not null
        and previous_steps.step_number is null
    )
