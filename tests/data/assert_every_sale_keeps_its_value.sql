-- A row is a currency whose sales in `fct_orders` differ in value from the raw orders.
{{ config(meta={'dagster': {'ref': {'name': 'fct_orders'}}}) }}

with

sales as (
    select
        order_id,
        amount,
        coalesce(currency, '{{ var("reporting_currency") }}') as currency,
        {{ local_date('ordered_at') }} as ordered_on
    from {{ ref('stg_orders') }}
    where
        original_order_id is null
        and status in ('completed', 'returned')
        and amount >= 0
),

-- By the latest rate on or before the day, not by a row per day as the models do.
latest_rates as (
    select
        sales.order_id,
        max_by(rates.rate_to_reporting, rates.rate_date) as rate_to_reporting,
        max(rates.rate_date) as rate_date
    from sales
    inner join {{ ref('stg_exchange_rates') }} as rates
        on
            sales.currency = rates.currency
            and sales.ordered_on >= rates.rate_date
    group by sales.order_id
),

valued as (
    select
        sales.order_id,
        sales.currency,
        -- Too great a value is null, and flagged.
        try_cast(
            case
                when sales.currency = '{{ var("reporting_currency") }}'
                    then sales.amount
                when
                    latest_rates.rate_date
                    + {{ var('exchange_rate_max_age_days') }} * interval 1 day
                    >= sales.ordered_on
                    then
                        cast(sales.amount as decimal(19, 4))
                        * latest_rates.rate_to_reporting
            end as decimal(18, 4)
        ) as value
    from sales
    left join latest_rates
        on sales.order_id = latest_rates.order_id
),

expected as (
    select
        currency,
        sum(value) as value
    from valued
    group by currency
),

found as (
    select
        coalesce(original_currency, '{{ var("reporting_currency") }}') as currency,
        sum(completed_value) as value
    from {{ ref('fct_orders') }}
    group by coalesce(original_currency, '{{ var("reporting_currency") }}')
)

select
    coalesce(expected.currency, found.currency) as currency,
    expected.value as expected_value,
    found.value as found_value
from expected
full outer join found
    on expected.currency = found.currency
where coalesce(expected.value, 0) != coalesce(found.value, 0)
