with

used as (
    select * from {{ used_rows('experiment_assignments') }} as used
),

renamed as (
    select
        -- ids
        customer_id,
        anonymous_id,

        -- strings
        experiment,
        variant,
        source_system,
        custom_attributes,

        -- dates and instants
        assigned_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
