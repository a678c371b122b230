{{ config(
    materialized='incremental',
    unique_key='deal_id',
    meta={
        'replaces': 'deal_id',
        'announces': {'deal_id': 'deal_id'},
        'follows': [
            'base_deals.deal_id',
            'int_deal_stage_changes__ordered.deal_id',
            {'of': 'int_customer_merges.raw_customer_id', 'in': 'this.raw_customer_id'},
            {'of': 'int_deal_stages.pipeline', 'in': 'this.pipeline'},
            {
                'of': 'int_deal_stages.pipeline',
                'in': 'int_deal_stage_changes__ordered.pipeline',
            },
        ],
    },
) }}
with

deals as (
    select * from {{ ref('stg_deals') }}
    where {{ is_touched('deal_id') }}
),

merged_ids as (
    select * from {{ ref('int_customer_merges') }}
),

stages as (
    select * from {{ ref('int_deal_stages') }}
),

moves as (
    select * from {{ ref('int_deal_stage_changes__ordered') }}
    where {{ is_touched('deal_id') }}
),

last_moves as (
    select
        deal_id,
        max_by(stage, move_number) as last_stage,
        max_by(pipeline, move_number) as last_pipeline,
        max(case when status != 'open' then changed_at end) as ended_at
    from moves
    group by deal_id
),

-- Where the present stage is not known, the last move tells it.
staged as (
    select
        deals.*,
        coalesce(merged_ids.customer_id, deals.customer_id) as resolved_customer_id,
        coalesce(present.stage, deals.stage, last_moves.last_stage) as present_stage,
        case when present.status = 'open' then present.stage_order end
            as open_stage_order,
        coalesce(present.status, last_stages.status) as stage_status,
        last_moves.ended_at
    from deals
    left join merged_ids
        on deals.customer_id = merged_ids.raw_customer_id
    left join last_moves
        on deals.deal_id = last_moves.deal_id
    left join stages as present
        on
            deals.pipeline = present.pipeline
            and lower(deals.stage) = lower(present.stage)
    left join stages as last_stages
        on
            deals.stage is null
            and last_moves.last_pipeline = last_stages.pipeline
            and last_moves.last_stage = last_stages.stage
),

judged as (
    select
        *,
        coalesce(status, stage_status, 'open') as effective_status
    from staged
),

resolved as (
    select
        deal_id,
        resolved_customer_id as customer_id,
        customer_id as raw_customer_id,
        account_id,
        product_id,
        pipeline,
        present_stage as stage,
        open_stage_order,
        effective_status as status,
        deal_type,
        owner,
        channel,
        lost_reason,
        competitor,
        amount as original_amount,
        currency as original_currency,
        probability,
        custom_attributes,
        created_at,
        expected_close_date,
        next_step_at,
        case
            when effective_status != 'open'
                then coalesce(closed_at, ended_at, updated_at, loaded_at, created_at)
        end as closed_at,
        case when effective_status = 'open' then closed_at end as ignored_closed_at,
        effective_status != 'open' and closed_at is null as is_closed_at_inferred,
        effective_status != 'open' and closed_at < created_at
            as is_closed_before_created
    from judged
)

select * from resolved
