with

source as (
    select * from {{ raw_table('support_cases', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('support_cases') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('support_cases') }} as erased_by,
        {{ rejection_reasons('support_cases') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('support_cases') }}
    from checked
)

select * from final
