{{ config(
    materialized='incremental',
    unique_key=['currency', 'rate_day'],
    meta={
        'announces': {'currency_day': "currency || '|' || cast(rate_day as text)"},
    },
) }}
with

rates as (
    select * from {{ ref('stg_exchange_rates') }}
),

ages as (
    {{ number_rows(var('exchange_rate_max_age_days')) }}
),

bounded as (
    select
        currency,
        rate_date,
        rate_to_reporting,
        lead(rate_date) over (
            partition by currency
            order by rate_date
        ) as next_rate_date
    from rates
),

-- A row per day instead of an interval: facts then join by equality.
daily as (
    select
        bounded.currency,
        cast(bounded.rate_date + ages.number * interval 1 day as date) as rate_day,
        bounded.rate_to_reporting
    from bounded
    cross join ages
    where
        bounded.next_rate_date is null
        or bounded.rate_date + ages.number * interval 1 day < bounded.next_rate_date
)

select * from daily
