with

closed as (
    select
        deal_id,
        pipeline,
        status = 'won' as is_won,
        amount,
        {{ local_month('closed_at') }} as closed_month,
        {{ elapsed_microseconds('created_at', 'closed_at') }} as cycle_microseconds,
        {{ elapsed_days('created_at', 'closed_at') }} as cycle_days
    from {{ ref('int_deals__enriched') }}
    where status in ('won', 'lost')
),

grouped as (
    select * from {{ ref('int_deals__grouped') }}
),

breakdown_groups as (
    select * from {{ ref('int_breakdown_groups') }}
),

broken_down as (
    select
        closed.*,
        {{ exploded_list('grouped.group_numbers') }} as group_number
    from closed
    inner join grouped
        on closed.deal_id = grouped.deal_id
),

counted as (
    select
        pipeline,
        closed_month,
        group_number,
        count(*) as closed_count,
        count(*) filter (where is_won) as won_count,
        cast(coalesce(sum(amount), 0) as decimal(38, 4)) as closed_value,
        cast(coalesce(sum(amount) filter (where is_won), 0) as decimal(38, 4))
            as won_value,
        {{ share(
            'sum(amount) filter (where is_won)',
            'count(amount) filter (where is_won)'
        ) }} as average_won_amount,
        {{ quantile('case when is_won then cycle_days end', 0.5) }}
            as median_cycle_days,
        {{ share(
            'sum(cycle_microseconds) filter (where is_won)',
            '86400000000 * count(*) filter (where is_won)'
        ) }} as mean_cycle_days
    from broken_down
    group by pipeline, closed_month, group_number
),

-- Closed times win rate is the won ones, unless nothing closed.
final as (
    select
        counted.pipeline,
        counted.closed_month,
        breakdown_groups.breakdown,
        breakdown_groups.breakdown_value,
        counted.closed_count,
        counted.won_count,
        counted.closed_value,
        counted.won_value,
        counted.average_won_amount,
        counted.median_cycle_days,
        counted.mean_cycle_days,
        {{ share('counted.won_count', 'counted.closed_count') }} as win_rate,
        {{ share('counted.won_value', 'counted.closed_value') }} as win_rate_by_value,
        case
            when counted.median_cycle_days > 0
                then
                    counted.won_count * counted.average_won_amount
                    / counted.median_cycle_days
        end as velocity_per_day
    from counted
    inner join breakdown_groups
        on counted.group_number = breakdown_groups.group_number
)

select * from final
