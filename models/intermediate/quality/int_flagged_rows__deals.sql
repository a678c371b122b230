{{ config(
    materialized='incremental',
    unique_key=['table_name', 'row_key', 'flag'],
    meta={
        'replaces': 'deal_id',
        'follows': [
            'int_deals__stage_visits.deal_id',
            'int_deal_stage_changes__ordered.deal_id',
            'int_deals__resolved.deal_id',
            {'of': 'int_deal_stages.pipeline', 'in': 'int_deals__resolved.pipeline'},
        ],
    },
) }}
with

visits as (
    select * from {{ ref('int_deals__stage_visits') }}
    where {{ is_touched('deal_id') }}
),

moves as (
    select * from {{ ref('int_deal_stage_changes__ordered') }}
    where {{ is_touched('deal_id') }}
),

deals as (
    select * from {{ ref('int_deals__resolved') }}
    where {{ is_touched('deal_id') }}
),

closing_stages as (
    select * from {{ ref('int_deal_stages') }}
    where status != 'open' and not is_inferred
),

open_deals as (
    select * from deals
    where status = 'open'
),

last_moves as (
    select
        deal_id,
        max_by(stage, move_number) as last_stage
    from moves
    group by deal_id
),

followed as (
    select
        deal_id,
        change_id,
        stage,
        status,
        lag(status) over (
            partition by deal_id
            order by move_number
        ) as previous_status
    from moves
),

flagged as (
    select
        deal_id,
        -- A deal without a history has its one visit from its own row.
        case when is_assumed then 'deals' else 'deal_stage_changes' end
            as table_name,
        change_id as row_key,
        case when is_out_of_order then 'out_of_order_visit' else 'zero_length_visit' end
            as flag,
        stage as value
    from visits
    where is_out_of_order or is_zero_length
    union all
    select
        deal_id,
        'deal_stage_changes' as table_name,
        change_id as row_key,
        'reopened' as flag,
        stage as value
    from followed
    where status = 'open' and previous_status != 'open'
    union all
    select
        deal_id,
        'deals' as table_name,
        deal_id as row_key,
        'closed_without_date' as flag,
        status as value
    from deals
    where is_closed_at_inferred
    union all
    select
        deal_id,
        'deals' as table_name,
        deal_id as row_key,
        'open_with_closing_date' as flag,
        cast(ignored_closed_at as {{ dbt.type_string() }}) as value
    from open_deals
    where ignored_closed_at is not null
    union all
    select
        open_deals.deal_id,
        'deals' as table_name,
        open_deals.deal_id as row_key,
        'open_in_closing_stage' as flag,
        open_deals.stage as value
    from open_deals
    inner join closing_stages
        on
            open_deals.pipeline = closing_stages.pipeline
            and open_deals.stage = closing_stages.stage
    union all
    select
        open_deals.deal_id,
        'deals' as table_name,
        open_deals.deal_id as row_key,
        'stage_differs_from_last_move' as flag,
        open_deals.stage as value
    from open_deals
    inner join last_moves
        on
            open_deals.deal_id = last_moves.deal_id
            and open_deals.stage != last_moves.last_stage
)

select * from flagged
