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
        union
    {% endfor -%}
    -- The survivor of a merge need not have a row of its own.
    select merged_into_customer_id as raw_customer_id
    from {{ ref('stg_customers') }}
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
