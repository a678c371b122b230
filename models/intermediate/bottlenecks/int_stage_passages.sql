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

-- What is still there when it can be judged has not gone on. Going back ends a visit,
-- and decides nothing.
final as (
    select
        *,
        is_recent and (is_passed or is_lost or is_running) as is_judged,
        {{ local_month('entered_at') }} as entered_month
    from passages
)

select * from final
