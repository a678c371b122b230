{{ config(materialized='view') }}
with

attempts as (
    select
        funnel,
        cohort_month,
        entered_at,
        customer_id,
        deal_id,
        entry_channel,
        is_mature,
        reached_steps,
        later_steps
    from {{ ref('int_funnel_attempts') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

broken_down as (
    {{ broken_down(
        'attempts',
        subjects={'customers': 'customer_id', 'deals': 'deal_id'},
        at='entered_at',
        own={'channel': 'entry_channel'},
    ) }}
)

select * from broken_down
