with

deals as (
    select
        deal_id,
        pipeline,
        status,
        amount,
        {{ local_month('created_at') }} as cohort_month
    from {{ ref('int_deals__enriched') }}
),

grouped as (
    select * from {{ ref('int_deals__grouped') }}
),

breakdown_groups as (
    select * from {{ ref('int_breakdown_groups') }}
),

broken_down as (
    select
        deals.*,
        {{ exploded_list('grouped.group_numbers') }} as group_number
    from deals
    inner join grouped
        on deals.deal_id = grouped.deal_id
),

counted as (
    select
        pipeline,
        cohort_month,
        group_number,
        count(*) as deal_count,
        count(*) filter (where status = 'won') as won_count,
        count(*) filter (where status = 'lost') as lost_count,
        count(*) filter (where status = 'disqualified') as disqualified_count,
        count(*) filter (where status = 'open') as open_count,
        cast(coalesce(sum(amount) filter (where status = 'won'), 0) as decimal(38, 4))
            as won_value,
        cast(coalesce(sum(amount) filter (where status = 'lost'), 0) as decimal(38, 4))
            as lost_value
    from broken_down
    group by pipeline, cohort_month, group_number
),

final as (
    select
        counted.pipeline,
        counted.cohort_month,
        breakdown_groups.breakdown,
        breakdown_groups.breakdown_value,
        counted.deal_count,
        counted.won_count,
        counted.lost_count,
        counted.disqualified_count,
        counted.open_count,
        counted.won_value,
        counted.lost_value,
        {{ share('counted.won_count', 'counted.won_count + counted.lost_count') }}
            as win_rate,
        {{ share('counted.won_value', 'counted.won_value + counted.lost_value') }}
            as win_rate_by_value
    from counted
    inner join breakdown_groups
        on counted.group_number = breakdown_groups.group_number
)

select * from final
