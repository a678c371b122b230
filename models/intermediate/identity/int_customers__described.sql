{{ config(
    materialized='incremental',
    unique_key='customer_id',
    meta={
        'replaces': 'customer_id',
        'announces': {'customer_id': 'customer_id'},
        'follows': [
            'int_customer_ids.customer_id',
            {
                'of': 'base_customers.customer_id',
                'in': 'int_customer_ids.raw_customer_id',
            },
        ],
    },
) }}
with

ids as (
    select * from {{ ref('int_customer_ids') }}
    where {{ is_touched('customer_id') }}
),

customers as (
    select * from {{ ref('stg_customers') }}
),

-- The survivor's own row describes it; where there is none, that of the first id that
-- was merged into it.
ranked as (
    select
        ids.customer_id as resolved_customer_id,
        customers.*,
        row_number() over (
            partition by ids.customer_id
            order by
                customers.customer_id is null,
                ids.is_merged,
                ids.raw_customer_id
        ) as description_rank,
        count(*) over (partition by ids.customer_id) as raw_id_count
    from ids
    left join customers
        on ids.raw_customer_id = customers.customer_id
),

described as (
    select
        resolved_customer_id as customer_id,
        account_id,
        created_at,
        industry,
        company_size,
        region,
        country,
        persona,
        segment,
        language,
        timezone,
        preferred_channel,
        marketing_consent,
        referred_by_customer_id,
        custom_attributes,
        raw_id_count
    from ranked
    where description_rank = 1
)

select * from described
