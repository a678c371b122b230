with

used as (
    select * from {{ used_rows('deal_tasks') }} as used
),

renamed as (
    select
        -- ids
        task_id,
        deal_id,

        -- strings
        task_type,
        {{ known_by_as_of('completed_at', 'outcome') }} as outcome,
        owner,
        team,
        source_system,
        custom_attributes,

        -- dates and instants
        requested_at,
        {{ known_by_as_of('started_at') }} as started_at,
        {{ known_by_as_of('completed_at') }} as completed_at,
        due_at,
        loaded_at,
        updated_at
    from used
)

select * from renamed
