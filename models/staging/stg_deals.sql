with

used as (
    select * from {{ used_rows('deals') }} as used
),

renamed as (
    select
        -- ids
        deal_id,
        customer_id,
        account_id,
        product_id,

        -- strings
        {{ known_by_as_of('closed_at', 'stage') }} as stage,
        coalesce(pipeline, {{ string_literals([var('default_pipeline')]) }})
            as pipeline,
        deal_type,
        {{ known_by_as_of('closed_at', 'status', "'open'") }} as status,
        owner,
        currency,
        {{ known_by_as_of('closed_at', 'lost_reason') }} as lost_reason,
        {{ known_by_as_of('closed_at', 'competitor') }} as competitor,
        channel,
        source_system,
        custom_attributes,

        -- numbers
        amount,
        probability,

        -- dates and instants
        created_at,
        expected_close_date,
        {{ known_by_as_of('closed_at') }} as closed_at,
        next_step_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
