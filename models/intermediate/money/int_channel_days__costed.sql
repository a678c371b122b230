{{ config(
    materialized='incremental',
    unique_key=['channel', 'cost_date'],
    meta={
        'announces': {'channel_day': "channel || '|' || cast(cost_date as text)"},
    },
) }}
with

costs as (
    select * from {{ ref('stg_campaign_costs') }}
),

channels as (
    select * from {{ ref('channels') }}
),

costed as (
    select distinct
        coalesce(channels.channel, costs.channel) as channel,
        costs.cost_date
    from costs
    left join channels
        on lower(costs.channel) = channels.channel_alias
    where costs.channel is not null
)

select * from costed
