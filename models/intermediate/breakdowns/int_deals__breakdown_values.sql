{{ config(materialized='view') }}
with

deals as (
    select * from {{ ref('int_deals__enriched') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

banded as (
    select
        *,
        {{ size_band('amount') }} as size_band
    from deals
),

final as (
    {{ breakdown_values(
        'banded', 'deals', 'deal_id', is_versioned=false
    ) }}
)

select * from final
