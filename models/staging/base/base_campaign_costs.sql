with

source as (
    select * from {{ raw_table('campaign_costs', only_new=true) }}
),

typed as (
    select
        {{ typed_columns('campaign_costs') }}
    from source
),

checked as (
    select
        *,
        {{ erased_by('campaign_costs') }} as erased_by,
        {{ rejection_reasons('campaign_costs') }} as rejection_reasons
    from typed
),

final as (
    select
        {{ checked_columns('campaign_costs') }}
    from checked
)

select * from final
