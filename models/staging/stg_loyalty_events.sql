with

used as (
    select * from {{ used_rows('loyalty_events') }} as used
),

renamed as (
    select
        -- ids
        event_id,
        customer_id,

        -- strings
        event_type,
        tier,
        source_system,
        custom_attributes,

        -- numbers
        points,

        -- dates and instants
        occurred_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
