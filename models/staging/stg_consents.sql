with

used as (
    select * from {{ used_rows('consents') }} as used
),

renamed as (
    select
        -- ids
        customer_id,

        -- strings
        purpose,
        channel,
        source_system,
        custom_attributes,

        -- booleans
        is_granted,

        -- dates and instants
        changed_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
