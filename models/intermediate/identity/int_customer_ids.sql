{{ config(
    materialized='incremental',
    unique_key='raw_customer_id',
    meta={
        'replaces': 'raw_customer_id',
        'announces': {
            'raw_customer_id': 'raw_customer_id',
            'customer_id': 'customer_id',
        },
        'follows': [
            'base_touchpoints.customer_id',
            'base_deals.customer_id',
            'base_survey_responses.customer_id',
            'base_customers.customer_id',
            'base_deal_contacts.customer_id',
            'base_support_cases.customer_id',
            'base_orders.customer_id',
            'base_experiment_assignments.customer_id',
            'base_scenario_actions.customer_id',
            'base_consents.customer_id',
            'base_loyalty_events.customer_id',
            'base_customers.merged_into_customer_id',
            'int_customer_merges.raw_customer_id',
        ],
    },
) }}
{%- set mentions = [
    'touchpoints', 'deals', 'survey_responses', 'customers', 'deal_contacts',
    'support_cases', 'orders', 'experiment_assignments', 'scenario_actions',
    'consents', 'loyalty_events',
] -%}
with

mentioned as (
    {% for table in mentions -%}
        select customer_id as raw_customer_id
        from {{ ref('stg_' ~ table) }}
        where {{ is_touched('customer_id') }}
        union
    {% endfor -%}
    -- The survivor of a merge need not have a row of its own.
    select merged_into_customer_id as raw_customer_id
    from {{ ref('stg_customers') }}
    where {{ is_touched('merged_into_customer_id') }}
),

merged_ids as (
    select * from {{ ref('int_customer_merges') }}
),

final as (
    select
        mentioned.raw_customer_id,
        coalesce(merged_ids.customer_id, mentioned.raw_customer_id) as customer_id,
        merged_ids.customer_id is not null as is_merged
    from mentioned
    left join merged_ids
        on mentioned.raw_customer_id = merged_ids.raw_customer_id
    where mentioned.raw_customer_id is not null
)

select * from final
