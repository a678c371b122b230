with

used as (
    select * from {{ used_rows('campaign_costs') }} as used
),

renamed as (
    select
        -- ids
        cost_id,

        -- strings
        channel,
        campaign,
        purpose,
        currency,
        source_system,
        custom_attributes,

        -- numbers
        cost,
        impressions,
        clicks,

        -- dates and instants
        cost_date,
        loaded_at,
        updated_at
    from used
)

select * from renamed
