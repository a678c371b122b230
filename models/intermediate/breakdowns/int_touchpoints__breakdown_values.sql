with

touchpoints as (
    select * from {{ ref('int_touchpoints__classified') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

described as (
    select
        *,
        cast(null as timestamp) as valid_from,
        cast(null as timestamp) as valid_to
    from touchpoints
),

final as (
    {{ breakdown_values('described', 'touchpoints', 'touchpoint_id') }}
)

select * from final
