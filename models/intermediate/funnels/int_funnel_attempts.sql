{{ config(materialized='view') }}
with

attempts as (
    select * from {{ ref('int_funnel_attempts__of_customers') }}
    union all by name
    select * from {{ ref('int_funnel_attempts__of_accounts') }}
    union all by name
    select * from {{ ref('int_funnel_attempts__of_deals') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

final as (
    select
        attempts.* exclude (ended_by, ended_at),
        case when attempts.subject = 'deal' then attempts.subject_id end as deal_id,
        {{ local_month('attempts.entered_at') }} as cohort_month,
        {{ reached_steps('attempts.entry_step', 'attempts.later_steps') }}
            as reached_steps,
        attempts.matures_at <= horizon.as_of as is_mature,
        case
            when attempts.ended_by = 'window' and attempts.ended_at > horizon.as_of
                then 'open'
            else attempts.ended_by
        end as ended_by,
        case
            when attempts.ended_by != 'window' or attempts.ended_at <= horizon.as_of
                then attempts.ended_at
        end as ended_at
    from attempts
    cross join horizon
)

select * from final
