-- A row is a mart that shows somebody under an id that was merged away.
{{ config(meta={'dagster': {'ref': {'name': 'dim_customers'}}}) }}
{%- set marts = [
    'dim_customers', 'dim_customer_ids', 'fct_customer_events', 'fct_touchpoints',
    'fct_sessions', 'fct_conversions', 'fct_journeys', 'fct_journey_stages',
    'fct_deals', 'fct_deal_stage_visits', 'fct_orders', 'fct_survey_responses',
    'fct_support_cases', 'fct_deal_tasks', 'fct_lead_responses',
] %}

with

merged_away as (
    select customer_id
    from {{ ref('stg_customers') }}
    where merged_into_customer_id is not null
),

-- A cycle has no survivor: its members stay as they are.
cycles as (
    select * from {{ ref('int_customer_merges__cycles') }}
),

shown as (
    {% for mart in marts -%}
        select distinct
            '{{ mart }}' as mart,
            customer_id
        from {{ ref(mart) }}
        union all
    {% endfor -%}
    select
        'dim_customers.referred_by_customer_id' as mart,
        referred_by_customer_id as customer_id
    from {{ ref('dim_customers') }}
)

select
    shown.mart,
    shown.customer_id
from shown
inner join merged_away
    on shown.customer_id = merged_away.customer_id
left join cycles
    on shown.customer_id = cycles.customer_id
where cycles.customer_id is null
