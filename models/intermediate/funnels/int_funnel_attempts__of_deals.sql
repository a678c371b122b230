{%- set subjects = ['account', 'deal'] -%}
{#- sqlfluff cannot read a lambda of two parameters. -#}
with

deal_rules as (
    select * from {{ ref('int_funnel_rules') }}
    where subject in ('account', 'deal')
),

attempts as (
    {{ funnel_attempts('deal_rules', subjects=subjects) }}  -- noqa: PRS
)

select * from attempts
