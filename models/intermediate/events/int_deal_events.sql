{{ config(
    materialized='incremental',
    unique_key=['source', 'source_id'],
    meta={
        'replaces': 'deal_id',
        'announces': {
            'event_id': "source || ':' || source_id",
            'log_id': "coalesce(customer_id, 'deal:' || deal_id)",
        },
        'follows': [
            'int_deals__enriched.deal_id',
            'int_deal_stage_changes__ordered.deal_id',
            {'of': 'int_deal_stages.pipeline', 'in': 'int_deals__resolved.pipeline'},
        ],
    },
) }}
with

deals as (
    select * from {{ ref('int_deals__enriched') }}
    where {{ is_touched('deal_id') }}
),

moves as (
    select * from {{ ref('int_deals__moves') }}
    where {{ is_touched('deal_id') }}
),

created as (
    select
        *,
        'deal' as source,
        deal_id as source_id,
        2 as source_rank,
        cast(0 as decimal(9, 3)) as stage_order,
        created_at as occurred_at,
        'deal_created' as activity,
        cast(null as {{ dbt.type_string() }}) as stage_journey_stage,
        case when is_closed_before_created then 0 else 1 end as open_deal_change
    from deals
),

moved as (
    select
        -- A deal may have been in another pipeline than it is in now.
        deals.* replace (moves.pipeline as pipeline),
        'deal_stage_change' as source,
        -- An assumed move has its deal's id, which another deal's change may have too.
        case
            when moves.is_assumed
                then
                    deals.deal_id || '|' || moves.stage || '|'
                    || cast(moves.changed_at as {{ dbt.type_string() }})
            else moves.change_id
        end as source_id,
        3 as source_rank,
        moves.stage_order,
        moves.changed_at as occurred_at,
        'deal_stage:' || moves.stage as activity,
        moves.journey_stage as stage_journey_stage,
        0 as open_deal_change
    from moves
    inner join deals
        on moves.deal_id = deals.deal_id
    where moves.status = 'open'
),

ended as (
    select
        *,
        'deal_outcome' as source,
        deal_id as source_id,
        5 as source_rank,
        cast(0 as decimal(9, 3)) as stage_order,
        closed_at as occurred_at,
        'deal_' || status as activity,
        cast(null as {{ dbt.type_string() }}) as stage_journey_stage,
        case when is_closed_before_created then 0 else -1 end as open_deal_change
    from deals
    where status != 'open'
),

unioned as (
    select * from created
    union all
    select * from moved
    union all
    select * from ended
),

events as (
    select
        customer_id,
        source,
        source_id,
        source_rank,
        stage_order,
        occurred_at,
        activity,
        stage_journey_stage as journey_stage,
        channel,
        amount as value,
        deal_id,
        cast(null as {{ dbt.type_string() }}) as order_id,
        product_id,
        pipeline,
        open_deal_change
    from unioned
)

select * from events
