with

source as (
    select * from {{ raw_table('products', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('products') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('products') }} as erased_by,
        {{ rejection_reasons('products') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('products') }}
    from checked
)

select * from final
