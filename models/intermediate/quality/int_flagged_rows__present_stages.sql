{{ config(
    materialized='incremental',
    unique_key=['table_name', 'row_key', 'flag'],
    meta={
        'replaces': 'deal_id',
        'follows': [
            'int_deals__resolved.deal_id',
            'int_deal_stage_changes__ordered.deal_id',
            {'of': 'int_deal_stages.pipeline', 'in': 'int_deals__resolved.pipeline'},
        ],
    },
) }}
with

deals as (
    select * from {{ ref('int_deals__resolved') }}
    where {{ is_touched('deal_id') }}
),

-- What a stage of no rule means is inferred from deals, which it cannot contradict.
closing_stages as (
    select * from {{ ref('int_deal_stages') }}
    where status != 'open' and not is_inferred
),

last_moves as (
    select
        deal_id,
        max_by(stage, move_number) as stage
    from {{ ref('int_deal_stage_changes__ordered') }}
    where {{ is_touched('deal_id') }}
    group by deal_id
),

flagged as (
    select
        deals.deal_id,
        'deals' as table_name,
        deals.deal_id as row_key,
        case
            when deals.status = 'open' then 'open_in_closing_stage'
            else 'status_contradicts_stage'
        end as flag,
        deals.stage as value
    from deals
    inner join closing_stages
        on
            deals.pipeline = closing_stages.pipeline
            and deals.stage = closing_stages.stage
    where deals.status != closing_stages.status
    union all
    select
        deals.deal_id,
        'deals' as table_name,
        deals.deal_id as row_key,
        'stage_differs_from_last_move' as flag,
        deals.stage as value
    from deals
    inner join last_moves
        on deals.deal_id = last_moves.deal_id
    where deals.status = 'open' and deals.stage != last_moves.stage
)

select * from flagged
