with

sessions as (
    select * from {{ ref('fct_sessions') }}
),

dated as (
    select
        *,
        {{ local_month('started_at') }} as session_month
    from sessions
    where not is_overlong
),

counted as (
    select
        session_month,
        coalesce(channel, '(none)') as channel,
        coalesce(landing_page, '(none)') as landing_page,
        count(*) as session_count,
        count(*) filter (where is_visit) as visit_count,
        count(*) filter (where is_bounce) as bounce_count,
        count(*) filter (where has_cart) as cart_session_count,
        count(*) filter (where has_conversion) as conversion_session_count
    from dated
    group by
        session_month,
        coalesce(channel, '(none)'),
        coalesce(landing_page, '(none)')
),

final as (
    select
        session_month,
        channel,
        landing_page,
        session_count,
        visit_count,
        bounce_count,
        cart_session_count,
        conversion_session_count,
        {{ share('bounce_count', 'visit_count') }} as bounce_share,
        {{ share('conversion_session_count', 'session_count') }} as conversion_share
    from counted
)

select * from final
