with

used as (
    select * from {{ used_rows('survey_responses') }} as used
),

renamed as (
    select
        -- ids
        response_id,
        customer_id,
        anonymous_id,
        deal_id,
        touchpoint_id,
        order_id,
        case_id,
        product_id,

        -- strings
        survey_type,
        channel,
        {{ known_by_as_of('responded_at', 'comment') }} as comment,
        source_system,
        custom_attributes,

        -- numbers
        {{ known_by_as_of('responded_at', 'score') }} as score,

        -- dates and instants
        sent_at,
        {{ known_by_as_of('delivered_at') }} as delivered_at,
        {{ known_by_as_of('responded_at') }} as responded_at,
        {{ known_by_as_of('resolved_at') }} as resolved_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
