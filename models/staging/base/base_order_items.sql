with

source as (
    select * from {{ raw_table('order_items', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('order_items') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('order_items') }} as erased_by,
        {{ rejection_reasons('order_items') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('order_items') }}
    from checked
)

select * from final
