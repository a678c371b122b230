{#- Rows of a relation with the customer that they belong to as `resolved_customer_id`:
    the survivor of their own `customer_id`, else whoever used their `anonymous_id` at
    the instant `occurred_at`. -#}
{% macro identified_rows(relation, occurred_at) -%}
    select
        {{ relation }}.*,
        coalesce(
            merged_ids.customer_id,
            {{ relation }}.customer_id,
            anonymous_ids.customer_id,
            'anon:' || {{ relation }}.anonymous_id
        ) as resolved_customer_id
    from {{ relation }}
    left join merged_ids
        on {{ relation }}.customer_id = merged_ids.raw_customer_id
    left join anonymous_ids
        on
            {{ relation }}.customer_id is null
            and {{ relation }}.anonymous_id = anonymous_ids.anonymous_id
            and (
                {{ occurred_at }} >= anonymous_ids.valid_from
                or anonymous_ids.valid_from is null
            )
            and (
                {{ occurred_at }} < anonymous_ids.valid_to
                or anonymous_ids.valid_to is null
            )
{%- endmacro %}
