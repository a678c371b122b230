{{ config(materialized='view') }}
with

business_period as (
    select * from {{ ref('int_business_period') }}
),

business_hours as (
    select * from {{ ref('business_hours') }}
),

holidays as (
    select * from {{ ref('holidays') }}
),

days as (
    select {{ day_rows('first_date', 'last_date') }} as local_date
    from business_period
),

-- Hours over midnight belong to the day on which they begin.
opened as (
    select
        business_hours.calendar,
        business_hours.timezone,
        cast(days.local_date || ' ' || business_hours.opens_at as timestamp)
            as local_opens_at,
        cast(days.local_date || ' ' || business_hours.closes_at as timestamp)
        + case
            when business_hours.closes_at > business_hours.opens_at then 0 else 1
        end * interval 1 day as local_closes_at
    from business_hours
    inner join days
        on business_hours.weekday = {{ weekday_number('days.local_date') }}
    left join holidays
        on
            business_hours.calendar = holidays.calendar
            and days.local_date = holidays.holiday_date
    where holidays.holiday_date is null
)

select * from opened
