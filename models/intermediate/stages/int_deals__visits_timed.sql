{{ config(materialized='view') }}
with

visits as (
    select * from {{ ref('int_deals__stage_visits') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

-- Bulk edits make visits without a length; how long the stay was, nobody wrote down.
timed as (
    select
        visits.deal_id,
        visits.pipeline,
        visits.stage,
        visits.entered_at,
        visits.left_at,
        visits.visit_number = 1 as is_first_visit,
        visits.outcome,
        case
            when visits.left_at is null or visits.left_at > visits.entered_at
                then {{ elapsed_microseconds(
                    'visits.entered_at', 'coalesce(visits.left_at, horizon.as_of)'
                ) }}
        end as stay_microseconds
    from visits
    cross join horizon
),

final as (
    select
        *,
        stay_microseconds / 86400000000.0 as stay_days
    from timed
)

select * from final
