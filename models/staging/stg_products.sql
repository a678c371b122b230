with

used as (
    select * from {{ used_rows('products') }} as used
),

renamed as (
    select
        -- ids
        product_id,

        -- strings
        name,
        category,
        source_system,
        custom_attributes,

        -- numbers
        price,
        cost,

        -- dates and instants
        loaded_at,
        updated_at
    from used
)

select * from renamed
