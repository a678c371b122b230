{{ config(materialized='view') }}
{%- set columns = raw_contract('customers').columns | map(attribute='name') | list -%}
with

received as (
    select * from {{ ref('base_customers') }}
),

superseded as (
    select * from {{ ref('stg_customers__superseded') }}
    where place = 'duplicate'
),

used as (
    select * from {{ ref('stg_customers') }}
),

-- A customer that was withdrawn has no versions, either.
earlier as (
    select
        received.customer_id,
        received.industry,
        received.company_size,
        received.region,
        received.country,
        received.persona,
        received.segment,
        received.language,
        received.timezone,
        received.preferred_channel,
        received.marketing_consent,
        received.custom_attributes,
        received.loaded_at,
        received.updated_at,
        {{ row_text(columns, 'received') }} as version_text
    from received
    inner join superseded
        on
            received.source_file = superseded.source_file
            and received.source_row_number = superseded.source_row_number
    inner join used
        on received.customer_id = used.customer_id
)

select * from earlier
