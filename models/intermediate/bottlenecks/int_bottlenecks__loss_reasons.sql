with

deals as (
    select * from {{ ref('int_deals__lost') }}
    where status = 'lost' and reason != '(none)'
),

passages as (
    select * from {{ ref('int_stage_passages') }}
    where subject = 'deals' and is_lost
),

-- Deals that were lost by the stays that are compared.
counted as (
    select
        passages.pipeline,
        passages.stage,
        deals.reason,
        min(deals.name_en) as name_en,
        min(deals.name_ru) as name_ru,
        count(*) as lost_count
    from deals
    inner join passages
        on
            deals.deal_id = passages.deal_id
            and deals.pipeline = passages.pipeline
            and deals.stage = passages.stage
    group by passages.pipeline, passages.stage, deals.reason
),

final as (
    select
        *,
        {{ share('lost_count', 'sum(lost_count) over (partition by pipeline, stage)') }}
            as lost_share
    from counted
    -- Of a handful, or where another reason is as frequent, there is no main one.
    qualify
        lost_count >= {{ var('bottleneck_least_reasons') }}
        and lost_count = max(lost_count) over (partition by pipeline, stage)
        and count(*) over (partition by pipeline, stage, lost_count) = 1
)

select * from final
