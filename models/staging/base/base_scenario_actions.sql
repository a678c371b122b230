with

source as (
    select * from {{ raw_table('scenario_actions', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('scenario_actions') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('scenario_actions') }} as erased_by,
        {{ rejection_reasons('scenario_actions') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('scenario_actions') }}
    from checked
)

select * from final
