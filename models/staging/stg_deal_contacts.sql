with

used as (
    select * from {{ used_rows('deal_contacts') }} as used
),

renamed as (
    select
        -- ids
        deal_id,
        customer_id,

        -- strings
        role,
        source_system,
        custom_attributes,

        -- dates and instants
        loaded_at,
        updated_at
    from used
)

select * from renamed
