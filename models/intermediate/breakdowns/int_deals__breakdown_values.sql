with

deals as (
    select * from {{ ref('int_deals__enriched') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

described as (
    select
        *,
        {{ size_band('amount') }} as size_band,
        cast(null as timestamp) as valid_from,
        cast(null as timestamp) as valid_to
    from deals
),

final as (
    {{ breakdown_values('described', 'deals', 'deal_id') }}
)

select * from final
