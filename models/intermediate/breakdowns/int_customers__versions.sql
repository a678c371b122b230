{{ config(materialized='view') }}
with

described as (
    select * from {{ ref('int_customers__described') }}
),

used as (
    select * from {{ ref('stg_customers') }}
),

earlier as (
    select * from {{ ref('int_customers__earlier_versions') }}
),

latest as (
    select
        described.customer_id,
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
        described.custom_attributes,
        used.loaded_at,
        used.updated_at,
        cast(null as {{ dbt.type_string() }}) as version_text,
        true as is_latest
    from described
    left join used
        on described.customer_id = used.customer_id
),

versions as (
    select
        *,
        false as is_latest
    from earlier
    union all
    select * from latest
),

-- Whatever a source says of times, a version is in force after the ones before it.
dated as (
    select
        *,
        max(coalesce(updated_at, loaded_at)) over (
            partition by customer_id
            order by
                is_latest asc,
                loaded_at asc nulls first,
                updated_at asc nulls first,
                version_text asc
            rows between unbounded preceding and current row
        ) as changed_at
    from versions
)

select * from dated
