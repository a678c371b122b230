{{ config(
    materialized='incremental',
    unique_key=['funnel', 'subject_id', 'attempt_number'],
    meta={
        'replaces': 'subject_id',
        'follows': ['fct_customer_events.deal_id'],
    },
) }}
{#- sqlfluff cannot read a lambda of two parameters. -#}
with

deal_log as (
    select * from {{ ref('fct_customer_events') }}
    where deal_id is not null and {{ is_touched('deal_id') }}
),

deal_rules as (
    select * from {{ ref('int_funnel_rules') }}
    where subject = 'deal'
),

attempts as (
    {{ funnel_attempts('deal_rules', 'deal_log', ['deal']) }}  -- noqa: PRS
)

select * from attempts
