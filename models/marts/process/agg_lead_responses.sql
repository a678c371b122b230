with

leads as (
    select * from {{ ref('fct_lead_responses') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

narrowed as (
    select
        customer_id,
        opened_at,
        {{ local_month('opened_at') }} as lead_month,
        owner,
        team,
        channel,
        touchpoint_type,
        arrival_hour,
        arrival_weekday,
        is_censored,
        is_breached,
        assigned_at is not null as is_assigned,
        missed_call_count > 0 as has_missed_call,
        is_censored and automatic_reply_count > 0 as is_answered_by_machine_alone,
        is_mature and not is_in_open_deal as is_countable,
        is_mature and deal_id is not null and not is_in_open_deal as has_new_deal,
        is_mature and coalesce(is_accepted, false) as is_accepted,
        case when assigned_at is not null then business_hours_to_assignment end
            as business_hours_to_assignment,
        case when not is_censored then hours_to_response end as hours_to_response,
        case when not is_censored then business_hours_to_response end
            as business_hours_to_response
    from leads
),

split as (
    {{ broken_down('narrowed', {'customers': 'customer_id'}, at='opened_at', own={
        'owner': 'owner', 'team': 'team', 'channel': 'channel',
        'touchpoint_type': 'touchpoint_type', 'arrival_hour': 'arrival_hour',
        'arrival_weekday': 'arrival_weekday',
    }) }}
),

-- Once by month, and once for all of them.
dated as (
    select
        *,
        lead_month as cohort_month
    from split
    union all
    select
        *,
        cast(null as date) as cohort_month
    from split
),

final as (
    select
        cohort_month,
        breakdown,
        breakdown_value,
        count(*) as lead_count,
        count(*) filter (where is_assigned) as assigned_count,
        count(*) filter (where not is_censored) as answered_count,
        count(*) filter (where is_censored) as unanswered_count,
        count(*) filter (where is_answered_by_machine_alone)
            as answered_by_machine_alone_count,
        count(*) filter (where has_missed_call) as missed_call_lead_count,
        count(is_breached) as limited_count,
        count(*) filter (where is_breached) as breached_count,
        {{ share('count(*) filter (where is_breached)', 'count(is_breached)') }}
            as breached_share,
        {{ quantile('business_hours_to_assignment', 0.5) }}
            as median_business_hours_to_assignment,
        {{ quantile('business_hours_to_assignment', 0.9) }}
            as p90_business_hours_to_assignment,
        {{ quantile('hours_to_response', 0.5) }} as median_hours_to_response,
        {{ quantile('hours_to_response', 0.9) }} as p90_hours_to_response,
        {{ quantile('business_hours_to_response', 0.5) }}
            as median_business_hours_to_response,
        {{ quantile('business_hours_to_response', 0.9) }}
            as p90_business_hours_to_response,
        count(*) filter (where is_countable) as mature_new_lead_count,
        count(*) filter (where has_new_deal) as deal_count,
        count(*) filter (where is_accepted) as accepted_count,
        {{ share(
            'count(*) filter (where is_accepted)', 'count(*) filter (where is_countable)'
        ) }} as accepted_share
    from dated
    group by cohort_month, breakdown, breakdown_value
)

select * from final
