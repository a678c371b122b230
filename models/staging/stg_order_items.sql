with

used as (
    select * from {{ used_rows('order_items') }} as used
),

renamed as (
    select
        -- ids
        order_id,
        product_id,

        -- strings
        category,
        return_reason,
        source_system,
        custom_attributes,

        -- numbers
        line_number,
        quantity,
        unit_price,
        discount_amount,
        returned_quantity,

        -- dates and instants
        loaded_at,
        updated_at
    from used
)

select * from renamed
