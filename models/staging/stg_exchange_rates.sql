with

used as (
    select * from {{ used_rows('exchange_rates') }} as used
),

renamed as (
    select
        -- strings
        currency,
        source_system,
        custom_attributes,

        -- numbers
        rate_to_reporting,

        -- dates and instants
        rate_date,
        loaded_at,
        updated_at
    from used
)

select * from renamed
