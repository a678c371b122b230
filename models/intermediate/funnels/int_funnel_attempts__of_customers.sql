{{ config(
    materialized='incremental',
    unique_key=['funnel', 'subject_id', 'attempt_number'],
    meta={
        'replaces': 'customer_id',
        'follows': ['fct_customer_events.customer_id'],
    },
) }}
{%- set subjects = ['customer', 'journey', 'session'] -%}
{#- sqlfluff cannot read a lambda of two parameters. -#}
with

-- The events of a journey or a session are those of one customer.
customer_log as (
    select * from {{ ref('fct_customer_events') }}
    where customer_id is not null and {{ is_touched('customer_id') }}
),

customer_rules as (
    select * from {{ ref('int_funnel_rules') }}
    where subject in ('customer', 'journey', 'session')
),

attempts as (
    {{ funnel_attempts('customer_rules', 'customer_log', subjects) }}  -- noqa: PRS
)

select * from attempts
