with

source as (
    select * from {{ raw_table('exchange_rates', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('exchange_rates') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('exchange_rates') }} as erased_by,
        {{ rejection_reasons('exchange_rates') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('exchange_rates') }}
    from checked
)

select * from final
