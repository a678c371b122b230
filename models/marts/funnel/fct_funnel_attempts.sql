{{ config(materialized='view') }}
with

attempts as (
    select * from {{ ref('int_funnel_attempts') }}
),

versions as (
    select * from {{ ref('int_customers__in_force') }}
),

final as (
    select
        attempts.funnel,
        attempts.subject,
        attempts.subject_id,
        attempts.attempt_number,
        attempts.customer_id,
        attempts.deal_id,
        attempts.entered_at,
        attempts.cohort_month,
        attempts.entry_channel,
        attempts.furthest_step,
        attempts.reached_steps,
        attempts.completed_at,
        {{ elapsed_days('attempts.entered_at', 'attempts.completed_at') }}
            as days_to_complete,
        attempts.matures_at,
        attempts.is_mature,
        attempts.ended_by,
        attempts.ended_at,
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
)

select * from final
