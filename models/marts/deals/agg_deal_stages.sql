with

reached as (
    select * from {{ ref('int_deal_stages__reached') }}
),

counted as (
    select * from {{ ref('int_deal_stages__counted') }}
),

durations as (
    select * from {{ ref('int_deal_stages__durations') }}
),

-- Who was in an open stage has reached it, so that no visit is without its row.
final as (
    select
        reached.pipeline,
        reached.stage,
        reached.stage_order,
        reached.status,
        reached.is_inferred,
        reached.breakdown,
        reached.breakdown_value,
        case
            when reached.status = 'open' then coalesce(counted.visited_deal_count, 0)
            else reached.reached_deal_count
        end as visited_deal_count,
        reached.reached_deal_count,
        coalesce(counted.visit_count, 0) as visit_count,
        coalesce(counted.advanced_count, 0) as advanced_count,
        coalesce(counted.returned_count, 0) as returned_count,
        coalesce(counted.lost_count, 0) as lost_count,
        coalesce(counted.open_count, 0) as open_count,
        coalesce(counted.won_deal_count, 0) as won_deal_count,
        coalesce(counted.decided_deal_count, 0) as decided_deal_count,
        coalesce(counted.untimed_visit_count, 0) as untimed_visit_count,
        {{ share(
            'counted.advanced_count', 'counted.visit_count - counted.open_count'
        ) }} as advanced_share,
        {{ wilson_bound(
            'counted.advanced_count',
            'counted.visit_count - counted.open_count',
            'low',
        ) }} as advanced_ci_low,
        {{ wilson_bound(
            'counted.advanced_count',
            'counted.visit_count - counted.open_count',
            'high',
        ) }} as advanced_ci_high,
        {{ share('counted.won_deal_count', 'counted.decided_deal_count') }}
            as won_share,
        durations.median_days,
        durations.p90_days,
        durations.mean_completed_days,
        durations.km_median_days,
        durations.km_median_ci_low,
        durations.km_median_ci_high,
        durations.advanced_incidence,
        durations.returned_incidence,
        durations.lost_incidence,
        durations.longest_days
    from reached
    left join counted
        on
            reached.pipeline = counted.pipeline
            and reached.stage = counted.stage
            and reached.breakdown = counted.breakdown
            and reached.breakdown_value = counted.breakdown_value
    left join durations
        on
            counted.stage_number = durations.stage_number
            and counted.group_number = durations.group_number
)

select * from final
