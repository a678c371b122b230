with

closed as (
    select
        deal_id,
        customer_id,
        created_at,
        pipeline,
        status = 'won' as is_won,
        amount,
        {{ local_month('closed_at') }} as closed_month,
        {{ elapsed_microseconds('created_at', 'closed_at') }} as cycle_microseconds,
        {{ elapsed_days('created_at', 'closed_at') }} as cycle_days
    from {{ ref('int_deals__enriched') }}
    where status in ('won', 'lost')
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

broken_down as (
    {{ broken_down(
        'closed',
        subjects={'customers': 'customer_id', 'deals': 'deal_id'},
        at='created_at',
    ) }}
),

counted as (
    select
        pipeline,
        closed_month,
        breakdown,
        breakdown_value,
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
    group by pipeline, closed_month, breakdown, breakdown_value
),

-- Closed times win rate is the won ones, unless nothing closed.
final as (
    select
        *,
        {{ share('won_count', 'closed_count') }} as win_rate,
        {{ share('won_value', 'closed_value') }} as win_rate_by_value,
        case
            when median_cycle_days > 0
                then won_count * average_won_amount / median_cycle_days
        end as velocity_per_day
    from counted
)

select * from final
