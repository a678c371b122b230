{{ config(materialized='view') }}
with

deals as (
    select * from {{ ref('int_deals__enriched') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

owners as (
    select * from {{ ref('owners') }}
),

banded as (
    select
        deals.*,
        owners.team,
        {{ size_band('deals.amount') }} as size_band
    from deals
    left join owners
        on deals.owner = owners.owner
),

final as (
    {{ breakdown_values(
        'banded', 'deals', 'deal_id', is_versioned=false
    ) }}
)

select * from final
