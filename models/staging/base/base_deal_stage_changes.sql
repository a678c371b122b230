with

source as (
    select * from {{ raw_table('deal_stage_changes', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('deal_stage_changes') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('deal_stage_changes') }} as erased_by,
        {{ rejection_reasons('deal_stage_changes') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('deal_stage_changes') }}
    from checked
)

select * from final
