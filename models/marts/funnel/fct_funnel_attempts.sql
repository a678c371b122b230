with

attempts as (
    select * from {{ ref('int_funnel_attempts') }}
),

versions as (
    select * from {{ ref('int_customers__in_force') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

final as (
    select
        attempts.funnel,
        attempts.subject,
        attempts.subject_id,
        attempts.attempt_number,
        attempts.customer_id,
        case when attempts.subject = 'deal' then attempts.subject_id end as deal_id,
        attempts.entered_at,
        {{ local_month('attempts.entered_at') }} as cohort_month,
        attempts.entry_channel,
        attempts.furthest_step,
        {{ reached_steps('attempts.entry_step', 'attempts.later_steps') }}
            as reached_steps,
        attempts.completed_at,
        {{ elapsed_days('attempts.entered_at', 'attempts.completed_at') }}
            as days_to_complete,
        attempts.matures_at,
        attempts.matures_at <= horizon.as_of as is_mature,
        case
            when attempts.ended_by = 'window' and attempts.ended_at > horizon.as_of
                then 'open'
            else attempts.ended_by
        end as ended_by,
        case
            when attempts.ended_by != 'window' or attempts.ended_at <= horizon.as_of
                then attempts.ended_at
        end as ended_at,
        versions.industry,
        versions.company_size,
        versions.region,
        versions.country,
        versions.persona,
        versions.segment
    from attempts
    left join versions
        on
            attempts.customer_id = versions.customer_id
            and attempts.entered_at >= coalesce(versions.valid_from, '-infinity')
            and attempts.entered_at < coalesce(versions.valid_to, 'infinity')
    cross join horizon
)

select * from final
