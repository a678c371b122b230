with

deals as (
    select * from {{ ref('int_deals__enriched') }}
    where competitor is not null
),

-- Spellings that differ in their capitals are one; the first in the alphabet names it.
counted as (
    select
        pipeline,
        min(competitor) as competitor,
        count(*) as faced_count,
        count(*) filter (where status = 'won') as won_count,
        count(*) filter (where status = 'lost') as lost_count,
        cast(coalesce(sum(amount) filter (where status = 'lost'), 0) as decimal(38, 4))
            as lost_value
    from deals
    group by pipeline, lower(competitor)
),

final as (
    select
        *,
        {{ share('won_count', 'won_count + lost_count') }} as win_rate
    from counted
)

select * from final
