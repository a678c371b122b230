{{ config(
    materialized='incremental',
    unique_key='customer_id',
    meta={
        'replaces': 'customer_id',
        'announces': {'account_id': 'account_id'},
        'follows': [
            'int_customers__described.customer_id',
            'int_customers__seen.customer_id',
            'fct_conversions.customer_id',
            {
                'of': 'int_customer_merges.raw_customer_id',
                'in': 'int_customers__described.referred_by_customer_id',
            },
        ],
    },
) }}
with

described as (
    select * from {{ ref('int_customers__described') }}
    where {{ is_touched('customer_id') }}
),

seen as (
    select * from {{ ref('int_customers__seen') }}
    where {{ is_touched('customer_id') }}
),

merged_ids as (
    select * from {{ ref('int_customer_merges') }}
),

conversions as (
    select
        customer_id,
        min(converted_at) as converted_at,
        count(*) as conversion_count
    from {{ ref('fct_conversions') }}
    where {{ is_touched('customer_id') }}
    group by customer_id
),

-- Those who were never named are known by their events alone.
final as (
    select
        coalesce(described.customer_id, seen.customer_id) as customer_id,
        described.customer_id is not null as is_known,
        described.account_id,
        described.created_at,
        described.industry,
        described.company_size,
        described.region,
        described.country,
        described.persona,
        described.segment,
        described.language,
        described.timezone,
        described.preferred_channel,
        described.marketing_consent,
        coalesce(merged_ids.customer_id, described.referred_by_customer_id)
            as referred_by_customer_id,
        described.custom_attributes,
        coalesce(described.raw_id_count, 0) as raw_customer_id_count,
        seen.first_seen_at,
        seen.last_seen_at,
        seen.first_channel,
        coalesce(seen.event_count, 0) as event_count,
        conversions.converted_at,
        coalesce(conversions.conversion_count, 0) as conversion_count
    from described
    full outer join seen
        on described.customer_id = seen.customer_id
    left join merged_ids
        on described.referred_by_customer_id = merged_ids.raw_customer_id
    left join conversions
        on coalesce(described.customer_id, seen.customer_id) = conversions.customer_id
)

select * from final
