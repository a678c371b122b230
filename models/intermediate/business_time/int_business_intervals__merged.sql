{{ config(materialized='view') }}
with

business_period as (
    select * from {{ ref('int_business_period') }}
),

business_hours as (
    select * from {{ ref('int_business_hours__in_utc') }}
),

calendars as (
    select * from {{ ref('business_hours') }}
),

-- An empty one at the start, so that every later instant lies behind an opening.
all_hours as (
    select * from business_hours
    union all
    select distinct
        calendars.calendar,
        cast(business_period.first_date as timestamp) as opens_at,
        cast(business_period.first_date as timestamp) as closes_at
    from calendars
    cross join business_period
),

-- Hours that touch or overlap are one interval.
compared as (
    select
        *,
        max(closes_at) over (
            partition by calendar
            order by opens_at, closes_at
            rows between unbounded preceding and 1 preceding
        ) as closed_until
    from all_hours
),

numbered as (
    select
        *,
        sum(case when opens_at <= closed_until then 0 else 1 end) over (
            partition by calendar
            order by opens_at, closes_at
            rows between unbounded preceding and current row
        ) as interval_number
    from compared
),

merged as (
    select
        calendar,
        min(opens_at) as opens_at,
        max(closes_at) as closes_at
    from numbered
    group by calendar, interval_number
)

select * from merged
