with

deal_passages as (
    select * from {{ ref('int_deal_stages__passages') }}
),

journey_passages as (
    select * from {{ ref('int_journey_stages__passages') }}
),

passages as (
    select * from deal_passages
    union all
    select * from journey_passages
),

final as (
    select
        *,
        {{ local_month('entered_at') }} as entered_month
    from passages
)

select * from final
