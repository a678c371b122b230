with

deals as (
    select
        deal_id,
        customer_id,
        created_at
    from {{ ref('int_deals__resolved') }}
    where status = 'open'
),

moves as (
    select
        deal_id,
        changed_at
    from {{ ref('int_deal_stage_changes__ordered') }}
),

touchpoints as (
    select
        deal_id,
        customer_id,
        family,
        occurred_at
    from {{ ref('fct_touchpoints') }}
),

touches as (
    select
        deal_id,
        created_at as touched_at
    from deals
    union all
    select
        deal_id,
        changed_at as touched_at
    from moves
    union all
    select
        deal_id,
        occurred_at as touched_at
    from touchpoints
    where deal_id is not null
    union all
    select
        deals.deal_id,
        touchpoints.occurred_at as touched_at
    from touchpoints
    inner join deals
        on touchpoints.customer_id = deals.customer_id
    where touchpoints.deal_id is null and touchpoints.family = 'sales'
),

final as (
    select
        deals.deal_id,
        max(touches.touched_at) as last_touched_at
    from touches
    inner join deals
        on touches.deal_id = deals.deal_id
    group by deals.deal_id
)

select * from final
