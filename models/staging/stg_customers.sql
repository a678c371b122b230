with

used as (
    select * from {{ used_rows('customers') }} as used
),

renamed as (
    select
        -- ids
        customer_id,
        account_id,
        referred_by_customer_id,
        {{ known_by_as_of('merged_at', 'merged_into_customer_id') }}
            as merged_into_customer_id,

        -- strings
        industry,
        company_size,
        region,
        country,
        persona,
        segment,
        language,
        timezone,
        preferred_channel,
        source_system,
        custom_attributes,

        -- booleans
        marketing_consent,

        -- dates and instants
        created_at,
        {{ known_by_as_of('merged_at') }} as merged_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
