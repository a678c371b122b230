with

source as (
    select * from {{ raw_table('deal_tasks', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('deal_tasks') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('deal_tasks') }} as erased_by,
        {{ rejection_reasons('deal_tasks') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('deal_tasks') }}
    from checked
)

select * from final
