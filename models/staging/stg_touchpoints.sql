with

used as (
    select * from {{ used_rows('touchpoints') }} as used
),

renamed as (
    select
        -- ids
        touchpoint_id,
        customer_id,
        anonymous_id,
        product_id,
        deal_id,
        case_id,
        order_id,
        source_session_id,

        -- strings
        channel,
        touchpoint_type,
        campaign,
        content,
        owner,
        direction,
        outcome,
        topic,
        page,
        referrer,
        device,
        country,
        currency,
        source_system,
        custom_attributes,

        -- numbers
        duration_seconds,
        value,
        cost,
        load_ms,

        -- booleans
        is_automated,
        is_error,
        is_personalised,

        -- dates and instants
        occurred_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
