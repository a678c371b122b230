{{ config(materialized='view') }}
{#- Where the history ends in another stage than the deal is in, nobody knows since
    when. -#}
{%- set days_in_stage -%}
    case
        when deals.stage = moves.current_stage
            then {{ elapsed_days('moves.current_stage_entered_at', 'horizon.as_of') }}
    end
{%- endset -%}
with

deals as (
    select * from {{ ref('int_deals__enriched') }}
),

moves as (
    select * from {{ ref('int_deals__moves_summarised') }}
),

watched as (
    select * from {{ ref('int_deals__watched') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

final as (
    select
        deals.deal_id,
        deals.customer_id,
        deals.raw_customer_id,
        deals.account_id,
        deals.pipeline,
        deals.stage,
        deals.status,
        deals.deal_type,
        deals.owner,
        deals.channel,
        deals.channel_group,
        deals.product_id,
        deals.amount,
        deals.original_amount,
        deals.original_currency,
        deals.probability,
        deals.lost_reason,
        deals.competitor,
        deals.created_at,
        deals.expected_close_date,
        deals.next_step_at,
        deals.closed_at,
        {{ elapsed_days('deals.created_at', 'deals.closed_at') }} as cycle_days,
        -- Its history may lack the move into the stage where it is.
        case
            when
                deals.open_stage_order is null
                or moves.furthest_stage_order >= deals.open_stage_order
                then moves.furthest_stage
            else deals.stage
        end as furthest_stage,
        coalesce(moves.stage_visit_count, 0) as stage_visit_count,
        coalesce(moves.reopened_count, 0) as reopened_count,
        coalesce(moves.backward_move_count, 0) as backward_move_count,
        case
            when deals.status = 'open'
                then {{ days_in_stage }}
        end as days_in_current_stage,
        watched.stalled_after_days,
        coalesce(
            {{ days_in_stage }} > watched.stalled_after_days,
            false
        ) as is_stalled,
        coalesce(deals.status = 'open' and deals.next_step_at < horizon.as_of, false)
            as is_next_step_overdue,
        {{ elapsed_days('watched.last_touched_at', 'horizon.as_of') }}
            as days_untouched,
        deals.is_closed_at_inferred,
        coalesce(deals.is_closed_before_created, false) as is_closed_before_created,
        deals.custom_attributes
    from deals
    cross join horizon
    left join moves
        on deals.deal_id = moves.deal_id
    left join watched
        on deals.deal_id = watched.deal_id
)

select * from final
