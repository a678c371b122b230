with

source as (
    select * from {{ raw_table('experiment_assignments', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('experiment_assignments') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('experiment_assignments') }} as erased_by,
        {{ rejection_reasons('experiment_assignments') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('experiment_assignments') }}
    from checked
)

select * from final
