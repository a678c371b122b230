with

source as (
    select * from {{ raw_table('touchpoints', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('touchpoints') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('touchpoints') }} as erased_by,
        {{ rejection_reasons('touchpoints') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('touchpoints') }}
    from checked
)

select * from final
