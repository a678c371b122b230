{{ config(materialized='ephemeral') }}
{#- Compiled when all that its model reads is built: whether that one is built whole is
    known then. -#}
{%- do ref('int_customer_events__journeyed') -%}
{%- do ref('int_channel_days__costed') -%}
with

touchpoints as (
    select * from {{ ref('stg_touchpoints') }}
    where {{ is_touched('touchpoint_id', by='fct_touchpoints') }}
),

channels as (
    select * from {{ ref('channels') }}
),

touchpoint_types as (
    select * from {{ ref('touchpoint_types') }}
),

rates as (
    select * from {{ ref('int_exchange_rates__daily') }}
),

-- A spelling that no rule names passes through as itself.
classified as (
    select
        touchpoints.touchpoint_id,
        touchpoints.customer_id as raw_customer_id,
        touchpoints.anonymous_id,
        touchpoints.product_id,
        touchpoints.deal_id,
        touchpoints.case_id,
        touchpoints.order_id,
        coalesce(channels.channel, touchpoints.channel) as channel,
        channels.channel_group,
        touchpoints.campaign,
        touchpoints.content,
        coalesce(touchpoint_types.touchpoint_type, touchpoints.touchpoint_type)
            as touchpoint_type,
        touchpoint_types.journey_stage,
        touchpoint_types.family,
        touchpoint_types.cart_step,
        touchpoints.owner,
        coalesce(touchpoints.direction, touchpoint_types.direction) as direction,
        touchpoints.outcome,
        touchpoints.topic,
        touchpoints.page,
        touchpoints.referrer,
        touchpoints.device,
        touchpoints.country,
        touchpoints.source_session_id,
        touchpoints.custom_attributes,
        touchpoints.currency as original_currency,
        touchpoints.value as original_value,
        touchpoints.cost as original_cost,
        {{ in_reporting_currency(
            'touchpoints.value', 'touchpoints.currency', 'rates.rate_to_reporting'
        ) }} as value,
        {{ in_reporting_currency(
            'touchpoints.cost', 'touchpoints.currency', 'rates.rate_to_reporting'
        ) }} as cost,
        touchpoints.duration_seconds,
        touchpoints.load_ms,
        coalesce(touchpoints.is_automated, touchpoint_types.is_automated)
            as is_automated,
        touchpoint_types.is_lead,
        touchpoints.is_error,
        touchpoints.is_personalised,
        touchpoints.occurred_at,
        touchpoints.loaded_at
    from touchpoints
    left join channels
        on lower(touchpoints.channel) = channels.channel_alias
    left join touchpoint_types
        on lower(touchpoints.touchpoint_type) = touchpoint_types.touchpoint_type
    left join rates
        on
            touchpoints.currency = rates.currency
            and {{ local_date('touchpoints.occurred_at') }} = rates.rate_day
)

select * from classified
