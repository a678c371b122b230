with

used as (
    select * from {{ used_rows('scenario_actions') }} as used
),

renamed as (
    select
        -- ids
        trigger_id,
        customer_id,

        -- strings
        action,
        channel,
        campaign,
        source_system,
        custom_attributes,

        -- numbers
        cost,

        -- dates and instants
        occurred_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
