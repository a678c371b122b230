with

source as (
    select * from {{ raw_table('deals', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('deals') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('deals') }} as erased_by,
        {{ rejection_reasons('deals') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('deals') }}
    from checked
)

select * from final
