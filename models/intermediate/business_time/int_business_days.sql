with

intervals as (
    select * from {{ ref('int_business_intervals') }}
),

final as (
    select
        calendar,
        {{ day_rows('cast(opens_at as date)', 'cast(next_opens_at as date)') }}
            as utc_day,
        opens_at,
        closes_at,
        next_opens_at,
        open_microseconds_before
    from intervals
)

select * from final
