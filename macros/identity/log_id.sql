{#- Whose log an event stands in: the customer's; a deal without a customer, and anything
    else that belongs to nobody, has a log of its own. -#}
{% macro log_id(relation=none) -%}
    {%- set prefix = relation ~ '.' if relation else '' -%}
    coalesce(
        {{ prefix }}customer_id,
        'deal:' || {{ prefix }}deal_id,
        {{ prefix }}source || ':' || {{ prefix }}source_id
    )
{%- endmacro %}
