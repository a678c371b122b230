{{ config(materialized='view') }}
with

deals as (
    select * from {{ ref('int_deals__enriched') }}
    where status in ('lost', 'disqualified')
),

moves as (
    select * from {{ ref('int_deals__moves_summarised') }}
),

reasons as (
    select * from {{ ref('loss_reasons') }}
),

-- A reason that no rule names is its own name.
final as (
    select
        deals.deal_id,
        deals.pipeline,
        coalesce(moves.last_stage, '(none)') as stage,
        deals.status,
        deals.competitor,
        deals.amount,
        coalesce(reasons.loss_reason, lower(deals.lost_reason), '(none)') as reason,
        coalesce(reasons.name_en, deals.lost_reason, 'Not told') as name_en,
        coalesce(reasons.name_ru, deals.lost_reason, 'Не указана') as name_ru
    from deals
    left join moves
        on deals.deal_id = moves.deal_id
    left join reasons
        on lower(deals.lost_reason) = reasons.lost_reason
)

select * from final
