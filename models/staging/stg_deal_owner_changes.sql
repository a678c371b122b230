with

used as (
    select * from {{ used_rows('deal_owner_changes') }} as used
),

renamed as (
    select
        -- ids
        deal_id,

        -- strings
        owner,
        source_system,
        custom_attributes,

        -- dates and instants
        changed_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
