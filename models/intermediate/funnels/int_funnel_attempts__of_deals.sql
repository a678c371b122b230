with

deal_rules as (
    select * from {{ ref('int_funnel_rules') }}
    where subject in ('account', 'deal')
),

attempts as (
    {{ funnel_attempts('deal_rules', subjects=['account', 'deal']) }}
)

select * from attempts
