with

deals as (
    select
        deal_id,
        customer_id,
        created_at,
        pipeline,
        status,
        amount,
        {{ local_month('created_at') }} as cohort_month
    from {{ ref('int_deals__enriched') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

broken_down as (
    {{ broken_down(
        'deals',
        subjects={'customers': 'customer_id', 'deals': 'deal_id'},
        at='created_at',
    ) }}
),

counted as (
    select
        pipeline,
        cohort_month,
        breakdown,
        breakdown_value,
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
    group by pipeline, cohort_month, breakdown, breakdown_value
),

final as (
    select
        *,
        {{ share('won_count', 'won_count + lost_count') }} as win_rate,
        {{ share('won_value', 'won_value + lost_value') }} as win_rate_by_value
    from counted
)

select * from final
