{{ config(materialized='view') }}
with

attempts as (
    select * from {{ ref('int_funnel_attempts') }}
),

listed as (
    select
        funnel,
        subject_id,
        attempt_number,
        entered_at,
        {{ exploded_list('later_steps') }} as step
    from attempts
),

unnested as (
    select
        funnel,
        subject_id,
        attempt_number,
        entered_at,
        {{ struct_field('step', 'step_number') }} as step_number,
        {{ struct_field('step', 'reached_at') }} as reached_at,
        {{ struct_field('step', 'previous_reached_at') }} as previous_reached_at
    from listed
    union all
    select
        funnel,
        subject_id,
        attempt_number,
        entered_at,
        entry_step as step_number,
        entered_at as reached_at,
        null as previous_reached_at
    from attempts
),

steps as (
    select * from {{ ref('int_funnel_rules') }}
    where not is_exclusion
),

final as (
    select
        unnested.funnel,
        steps.subject,
        unnested.subject_id,
        unnested.attempt_number,
        steps.step_number,
        steps.step_name,
        steps.is_optional,
        unnested.reached_at,
        unnested.previous_reached_at,
        {{ elapsed_hours('unnested.previous_reached_at', 'unnested.reached_at') }}
            as hours_from_previous,
        {{ elapsed_hours('unnested.entered_at', 'unnested.reached_at') }}
            as hours_from_entry
    from unnested
    inner join steps
        on
            unnested.funnel = steps.funnel
            and unnested.step_number = steps.step_number
)

select * from final
