with

business_period as (
    select * from {{ ref('int_business_period') }}
),

business_hours as (
    select * from {{ ref('business_hours') }}
),

zone_days as (
    select distinct
        business_hours.timezone,
        {{ day_rows('business_period.first_date', 'business_period.last_date') }}
            as utc_day
    from business_hours
    cross join business_period
),

readings as (
    select
        timezone,
        cast(utc_day as timestamp) as starts_at,
        {{ utc_to_zone('cast(utc_day as timestamp)', 'timezone') }} as local_starts_at
    from zone_days
),

compared as (
    select
        *,
        lead(local_starts_at) over (
            partition by timezone
            order by starts_at
        ) - local_starts_at != interval 24 hour as is_clock_changed
    from readings
),

hours as ({{ number_rows(23) }}),

minutes as ({{ number_rows(59) }}),

-- On the few days on which the clock is changed, every minute is looked at.
candidates as (
    select
        compared.timezone,
        compared.starts_at + hours.number * interval 1 hour
        + (minutes.number + 1) * interval 1 minute as starts_at
    from compared
    cross join hours
    cross join minutes
    where compared.is_clock_changed
),

changes as (
    select
        *,
        {{ utc_to_zone('starts_at', 'timezone') }} as local_starts_at
    from candidates
    where
        {{ utc_to_zone('starts_at', 'timezone') }} - interval 1 minute
        != {{ utc_to_zone('starts_at - interval 1 minute', 'timezone') }}
)

select * from changes
