with

source as (
    select * from {{ raw_table('loyalty_events', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('loyalty_events') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('loyalty_events') }} as erased_by,
        {{ rejection_reasons('loyalty_events') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('loyalty_events') }}
    from checked
)

select * from final
