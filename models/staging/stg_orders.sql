with

used as (
    select * from {{ used_rows('orders') }} as used
),

renamed as (
    select
        -- ids
        order_id,
        customer_id,
        anonymous_id,
        original_order_id,
        offer_id,
        deal_id,

        -- strings
        currency,
        coalesce(
            {{ known_by_as_of('returned_at', 'status', "'completed'") }}, 'completed'
        ) as status,
        promo_code,
        channel,
        source_system,
        custom_attributes,

        -- numbers
        amount,
        discount_amount,
        cost_of_goods,

        -- dates and instants
        ordered_at,
        {{ known_by_as_of('returned_at') }} as returned_at,
        promised_at,
        {{ known_by_as_of('delivered_at') }} as delivered_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
