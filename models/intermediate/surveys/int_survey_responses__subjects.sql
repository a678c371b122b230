{{ config(materialized='ephemeral') }}
{#- Compiled when all that its model reads is built: whether that one is built whole is
    known then. -#}
{%- do ref('survey_types') -%}
{%- do ref('channels') -%}
{%- do ref('int_customer_merges') -%}
{%- do ref('int_anonymous_ids') -%}
with

responses as (
    select * from {{ ref('stg_survey_responses') }}
    where {{ is_touched('response_id', by='int_survey_responses__resolved') }}
),

touchpoints as (
    select * from {{ ref('int_touchpoints__sessionised') }}
),

deals as (
    select * from {{ ref('int_deals__resolved') }}
),

orders as (
    select * from {{ ref('int_orders__resolved') }}
),

cases as (
    select * from {{ ref('int_support_cases__resolved') }}
),

-- Who was asked, where the row names a thing and no person.
subjects as (
    select
        responses.response_id,
        coalesce(
            touchpoints.customer_id,
            deals.customer_id,
            orders.customer_id,
            cases.customer_id
        ) as customer_id
    from responses
    left join touchpoints
        on responses.touchpoint_id = touchpoints.touchpoint_id
    left join deals
        on responses.deal_id = deals.deal_id
    left join orders
        on responses.order_id = orders.order_id
    left join cases
        on responses.case_id = cases.case_id
    where responses.customer_id is null and responses.anonymous_id is null
)

select * from subjects
