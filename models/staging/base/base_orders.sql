with

source as (
    select * from {{ raw_table('orders', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('orders') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('orders') }} as erased_by,
        {{ rejection_reasons('orders') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('orders') }}
    from checked
)

select * from final
