with

source as (
    select * from {{ raw_table('deal_contacts', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('deal_contacts') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('deal_contacts') }} as erased_by,
        {{ rejection_reasons('deal_contacts') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('deal_contacts') }}
    from checked
)

select * from final
