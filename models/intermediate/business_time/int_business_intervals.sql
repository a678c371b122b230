with

business_period as (
    select * from {{ ref('int_business_period') }}
),

merged as (
    select * from {{ ref('int_business_intervals__merged') }}
),

final as (
    select
        merged.calendar,
        merged.opens_at,
        merged.closes_at,
        coalesce(
            lead(merged.opens_at) over intervals_of_calendar,
            cast(business_period.last_date as timestamp)
        ) as next_opens_at,
        cast(
            sum({{ elapsed_microseconds('merged.opens_at', 'merged.closes_at') }})
                over intervals_of_calendar
            - {{ elapsed_microseconds('merged.opens_at', 'merged.closes_at') }}
            as bigint
        ) as open_microseconds_before
    from merged
    cross join business_period
    window intervals_of_calendar as (
        partition by merged.calendar
        order by merged.opens_at
    )
)

select * from final
