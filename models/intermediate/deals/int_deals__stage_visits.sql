{{ config(
    materialized='incremental',
    unique_key=['deal_id', 'move_number'],
    meta={
        'replaces': 'deal_id',
        'announces': {'deal_id': 'deal_id'},
        'follows': [
            'int_deal_stage_changes__ordered.deal_id',
            'int_deals__resolved.deal_id',
            {'of': 'int_deal_stages.pipeline', 'in': 'int_deals__resolved.pipeline'},
            {
                'of': 'int_deal_stages.pipeline',
                'in': 'int_deal_stage_changes__ordered.pipeline',
            },
        ],
    },
) }}
with

moves as (
    select * from {{ ref('int_deals__moves') }}
    where {{ is_touched('deal_id') }}
),

deals as (
    select * from {{ ref('int_deals__resolved') }}
    where {{ is_touched('deal_id') }}
),

stages as (
    select * from {{ ref('int_deal_stages') }}
),

followed as (
    select
        *,
        lead(pipeline) over moves_of_deal as next_pipeline,
        lead(stage) over moves_of_deal as next_stage,
        lead(stage_order) over moves_of_deal as next_stage_order,
        lead(journey_stage) over moves_of_deal as next_journey_stage,
        lead(status) over moves_of_deal as next_status,
        lead(changed_at) over moves_of_deal as next_changed_at
    from moves
    window moves_of_deal as (
        partition by deal_id
        order by move_number
    )
),

-- The last visit of a closed deal ends with the deal.
ended as (
    select
        followed.deal_id,
        followed.change_id,
        followed.is_assumed,
        followed.pipeline,
        followed.pipeline = deals.pipeline as is_in_own_pipeline,
        followed.stage,
        followed.stage_order,
        followed.journey_stage,
        followed.move_number,
        followed.changed_at as entered_at,
        -- The orders of two pipelines say nothing of each other.
        case
            when followed.next_pipeline = followed.pipeline
                then followed.next_stage_order
        end as next_stage_order,
        followed.next_stage is null as is_last,
        coalesce(followed.next_stage, terminal.stage) as next_stage,
        coalesce(followed.next_journey_stage, terminal.journey_stage)
            as next_journey_stage,
        coalesce(followed.next_status, nullif(deals.status, 'open')) as next_status,
        coalesce(followed.next_changed_at, deals.closed_at) as next_at
    from followed
    inner join deals
        on followed.deal_id = deals.deal_id
    left join stages as terminal
        on
            followed.next_stage is null
            and deals.pipeline = terminal.pipeline
            and deals.stage = terminal.stage
            and terminal.status != 'open'
            and deals.status != 'open'
    where followed.status = 'open'
),

final as (
    select
        *,
        row_number() over (
            partition by deal_id, pipeline, stage
            order by move_number
        ) as visit_number,
        -- `greatest` would take the entry of a visit that has no end.
        case when next_at < entered_at then entered_at else next_at end as left_at,
        next_at < entered_at as is_out_of_order,
        next_at = entered_at as is_zero_length,
        case
            when next_status = 'won' then 'won'
            when next_status in ('lost', 'disqualified') then 'lost'
            when next_status is null then 'open'
            when next_stage_order < stage_order then 'returned'
            else 'advanced'
        end as outcome
    from ended
)

select * from final
