with

used as (
    select * from {{ used_rows('deal_stage_changes') }} as used
),

renamed as (
    select
        -- ids
        deal_id,
        {{ row_key('deal_stage_changes') }} as change_id,

        -- strings
        stage,
        pipeline,
        changed_by,
        source_system,
        custom_attributes,

        -- numbers
        amount,

        -- dates and instants
        changed_at,
        expected_close_date,
        loaded_at,
        updated_at
    from used
)

select * from renamed
