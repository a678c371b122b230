{{ config(
    materialized='incremental',
    unique_key='deal_id',
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
        deal_id,
        status,
        stage_order,
        pipeline,
        lag(status) over moves_of_deal as previous_status,
        lag(pipeline) over moves_of_deal as previous_pipeline,
        lag(stage_order) over moves_of_deal as previous_order
    from moves
    window moves_of_deal as (
        partition by deal_id
        order by move_number
    )
),

moved as (
    select
        deal_id,
        count(*) filter (where status = 'open' and previous_status != 'open')
            as reopened_count,
        count(*) filter (
            where
            status = 'open'
            and previous_status = 'open'
            and pipeline = previous_pipeline
            and stage_order < previous_order
        ) as backward_move_count
    from followed
    group by deal_id
),

ranked as (
    select
        *,
        row_number() over (
            partition by deal_id, is_in_own_pipeline
            order by stage_order desc, stage asc, move_number asc
        ) as furthest_rank
    from visits
),

visited as (
    select
        deal_id,
        max(case when is_in_own_pipeline and furthest_rank = 1 then stage end)
            as furthest_stage,
        max(case when is_in_own_pipeline then stage_order end) as furthest_stage_order,
        max_by(stage, move_number) as last_stage,
        count(*) as stage_visit_count,
        max(case when left_at is null then stage end) as current_stage,
        max(case when left_at is null then entered_at end) as current_stage_entered_at
    from ranked
    group by deal_id
),

final as (
    select
        visited.*,
        coalesce(moved.reopened_count, 0) as reopened_count,
        coalesce(moved.backward_move_count, 0) as backward_move_count
    from visited
    left join moved
        on visited.deal_id = moved.deal_id
)

select * from final
