{{ config(
    materialized='incremental',
    unique_key='deal_id',
    meta={
        'replaces': 'deal_id',
        'announces': {'deal_id': 'deal_id', 'conversion_id': "'deal:' || deal_id"},
        'follows': [
            'int_deals__resolved.deal_id',
            {
                'of': 'int_exchange_rates__daily.currency_day',
                'in': 'int_deals__resolved',
                'on': money_day('original_currency', 'coalesce(closed_at, created_at)'),
            },
        ],
    },
) }}
with

deals as (
    select * from {{ ref('int_deals__resolved') }}
    where {{ is_touched('deal_id') }}
),

channels as (
    select * from {{ ref('channels') }}
),

rates as (
    select * from {{ ref('int_exchange_rates__daily') }}
),

-- A won deal is worth what its currency was worth on the day of the win, an open one on
-- the day it was opened.
enriched as (
    select
        deals.deal_id,
        deals.customer_id,
        deals.raw_customer_id,
        deals.account_id,
        deals.product_id,
        deals.pipeline,
        deals.stage,
        deals.open_stage_order,
        deals.status,
        deals.deal_type,
        deals.owner,
        deals.lost_reason,
        deals.competitor,
        deals.original_amount,
        deals.original_currency,
        deals.probability,
        deals.custom_attributes,
        deals.created_at,
        deals.expected_close_date,
        deals.next_step_at,
        deals.closed_at,
        deals.is_closed_at_inferred,
        deals.is_closed_before_created,
        coalesce(channels.channel, deals.channel) as channel,
        channels.channel_group,
        {{ in_reporting_currency(
            'deals.original_amount',
            'deals.original_currency',
            'rates.rate_to_reporting'
        ) }} as amount
    from deals
    left join channels
        on lower(deals.channel) = channels.channel_alias
    left join rates
        on
            deals.original_currency = rates.currency
            and {{ local_date('coalesce(deals.closed_at, deals.created_at)') }}
            = rates.rate_day
)

select * from enriched
