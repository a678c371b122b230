{{ config(materialized='view') }}
with

visits as (
    select * from {{ ref('int_deals__stage_visits') }}
),

deals as (
    select * from {{ ref('int_deals__resolved') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

final as (
    select
        {{ surrogate_key([
            'visits.deal_id', 'visits.pipeline', 'visits.stage', 'visits.visit_number',
        ]) }} as deal_stage_visit_id,
        visits.deal_id,
        deals.customer_id,
        visits.pipeline,
        visits.stage,
        visits.stage_order,
        visits.visit_number,
        visits.move_number,
        visits.entered_at,
        visits.left_at,
        {{ elapsed_days(
            'visits.entered_at', 'coalesce(visits.left_at, horizon.as_of)'
        ) }} as days_in_stage,
        visits.left_at is null as is_censored,
        visits.next_stage,
        visits.outcome,
        coalesce(visits.is_zero_length, false) as is_zero_length,
        coalesce(visits.is_out_of_order, false) as is_out_of_order
    from visits
    inner join deals
        on visits.deal_id = deals.deal_id
    cross join horizon
)

select * from final
