{{ config(materialized='view') }}
with

visits as (
    select * from {{ ref('int_deals__stage_visits') }}
),

deals as (
    select * from {{ ref('int_deals__owned') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

ended as (
    select
        visits.*,
        deals.customer_id,
        deals.calendar,
        coalesce(visits.left_at, horizon.as_of) as counted_until
    from visits
    inner join deals
        on visits.deal_id = deals.deal_id
    cross join horizon
),

timed as (
    {{ with_business_hours(
        'ended', 'calendar', 'entered_at', 'counted_until', 'business_hours_in_stage'
    ) }}
),

final as (
    select
        {{ surrogate_key(['deal_id', 'pipeline', 'stage', 'visit_number']) }}
            as deal_stage_visit_id,
        deal_id,
        customer_id,
        pipeline,
        stage,
        stage_order,
        visit_number,
        move_number,
        entered_at,
        left_at,
        {{ elapsed_days('entered_at', 'counted_until') }} as days_in_stage,
        business_hours_in_stage,
        left_at is null as is_censored,
        next_stage,
        outcome,
        coalesce(is_zero_length, false) as is_zero_length,
        coalesce(is_out_of_order, false) as is_out_of_order
    from timed
)

select * from final
