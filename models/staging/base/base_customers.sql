with

source as (
    select * from {{ raw_table('customers', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('customers') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('customers') }} as erased_by,
        {{ rejection_reasons('customers') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('customers') }}
    from checked
)

select * from final
