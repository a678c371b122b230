with

used as (
    select * from {{ used_rows('support_cases') }} as used
),

renamed as (
    select
        -- ids
        case_id,
        customer_id,
        order_id,

        -- strings
        topic,
        channel,
        priority,
        owner,
        source_system,
        custom_attributes,

        -- numbers
        reopened_count,

        -- dates and instants
        opened_at,
        {{ known_by_as_of('first_replied_at') }} as first_replied_at,
        {{ known_by_as_of('resolved_at') }} as resolved_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
