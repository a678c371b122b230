{#- In the order of the contract; `graph.sources` is not known while dbt parses, so the
    names stand here, and a convention test compares them with `_sources.yml`. -#}
{% macro raw_tables() -%}
    {{ return([
        'touchpoints', 'deals', 'survey_responses', 'customers',
        'deal_stage_changes', 'deal_owner_changes', 'deal_contacts', 'deal_tasks',
        'support_cases', 'orders', 'order_items', 'products', 'campaign_costs',
        'experiment_assignments', 'scenario_actions', 'consents', 'loyalty_events',
        'exchange_rates',
    ]) }}
{%- endmacro %}
