with

business_period as (
    select * from {{ ref('int_business_period') }}
),

business_hours as (
    select * from {{ ref('business_hours') }}
),

changes as (
    select * from {{ ref('int_time_zone_changes') }}
),

starts as (
    select distinct
        business_hours.timezone,
        cast(business_period.first_date as timestamp) as starts_at
    from business_hours
    cross join business_period
),

periods as (
    select
        timezone,
        starts_at,
        {{ utc_to_zone('starts_at', 'timezone') }} as local_starts_at
    from starts
    union all
    select * from changes
),

final as (
    select
        periods.timezone,
        periods.starts_at,
        coalesce(
            lead(periods.starts_at) over (
                partition by periods.timezone
                order by periods.starts_at
            ),
            cast(business_period.last_date as timestamp)
        ) as ends_at,
        periods.local_starts_at
    from periods
    cross join business_period
)

select * from final
