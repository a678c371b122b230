with

source as (
    select * from {{ raw_table('consents', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('consents') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('consents') }} as erased_by,
        {{ rejection_reasons('consents') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('consents') }}
    from checked
)

select * from final
