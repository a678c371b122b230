with

leads as (
    select * from {{ ref('int_leads__resolved') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

-- An event may lie up to a day after `as_of`.
counted as (
    select
        leads.*,
        coalesce(leads.assigned_at, greatest(horizon.as_of, leads.opened_at))
            as assignment_counted_until,
        coalesce(leads.responded_at, greatest(horizon.as_of, leads.opened_at))
            as response_counted_until,
        {{ utc_to_local('leads.opened_at', var('reporting_timezone')) }}
            as local_opened_at,
        leads.opened_at + {{ var('lead_deal_window_days') }} * interval 1 day
        <= horizon.as_of as is_mature
    from leads
    cross join horizon
),

assigned as (
    {{ with_business_hours(
        'counted',
        'calendar',
        'opened_at',
        'assignment_counted_until',
        'business_hours_to_assignment'
    ) }}
),

answered as (
    {{ with_business_hours(
        'assigned',
        'calendar',
        'opened_at',
        'response_counted_until',
        'business_hours_to_response'
    ) }}
),

final as (
    select
        'lead:' || touchpoint_id as lead_id,
        touchpoint_id,
        customer_id,
        journey_id,
        opened_at,
        {{ weekday_number('local_opened_at') }} as arrival_weekday,
        cast(extract(hour from local_opened_at) as integer) as arrival_hour,
        touchpoint_type,
        channel,
        channel_group,
        campaign,
        request_count,
        missed_call_count,
        automatic_reply_count,
        deal_id,
        coalesce(is_in_open_deal, false) as is_in_open_deal,
        case
            when not coalesce(is_in_open_deal, false)
                then coalesce(is_deal_accepted, false)
        end as is_accepted,
        is_mature,
        owner,
        team,
        calendar,
        assigned_at,
        {{ elapsed_hours('opened_at', 'assignment_counted_until') }}
            as hours_to_assignment,
        business_hours_to_assignment,
        response_touchpoint_id,
        response_type,
        responded_at,
        {{ elapsed_hours('opened_at', 'response_counted_until') }}
            as hours_to_response,
        business_hours_to_response,
        responded_at is null as is_censored,
        limit_business_hours,
        business_hours_to_response > limit_business_hours as is_breached
    from answered
)

select * from final
