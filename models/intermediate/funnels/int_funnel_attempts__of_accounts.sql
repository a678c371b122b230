{{ config(
    materialized='incremental',
    unique_key=['funnel', 'subject_id', 'attempt_number'],
    meta={
        'replaces': 'subject_id',
        'follows': [
            {
                'of': 'fct_customer_events.customer_id',
                'in': 'dim_customers.customer_id',
                'gives': 'account_id',
            },
            'dim_customers.account_id',
        ],
    },
) }}
{#- sqlfluff cannot read a lambda of two parameters. -#}
with

customers as (
    select * from {{ ref('dim_customers') }}
    where account_id is not null and {{ is_touched('account_id') }}
),

account_log as (
    select events.*
    from {{ ref('fct_customer_events') }} as events
    inner join customers
        on events.customer_id = customers.customer_id
),

account_rules as (
    select * from {{ ref('int_funnel_rules') }}
    where subject = 'account'
),

attempts as (
    {{ funnel_attempts('account_rules', 'account_log', ['account']) }}  -- noqa: PRS
)

select * from attempts
