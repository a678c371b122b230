{{ config(
    materialized='incremental',
    unique_key=['table_name', 'row_key', 'flag'],
    meta={
        'replaces': 'deal_id',
        'follows': [
            'int_deals__stage_visits.deal_id',
            'int_deal_stage_changes__ordered.deal_id',
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

followed as (
    select
        *,
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
)

select * from flagged
