with

stays as (
    select * from {{ ref('int_journey_stages__stays') }}
),

ranked as (
    select
        *,
        sum(next_cycle_count) over (
            partition by journey_stage, breakdown, breakdown_value
            order by days_to_next_cycle
        ) as next_cycle_count_up_to,
        sum(next_cycle_count) over (
            partition by journey_stage, breakdown, breakdown_value
        ) as next_cycle_total
    from (
        select
            *,
            case when days_to_next_cycle is null then 0 else ended_here_count end
                as next_cycle_count
        from stays
    ) as followed
),

final as (
    select
        journey_stage,
        breakdown,
        breakdown_value,
        cast(sum(reached_journey_count) as bigint) as reached_journey_count,
        cast(sum(visited_journey_count) as bigint) as visited_journey_count,
        cast(sum(advanced_count) as bigint) as advanced_count,
        cast(sum(dropped_count) as bigint) as dropped_count,
        cast(sum(censored_count) as bigint) as open_count,
        cast(sum(converted_count) as bigint) as converted_count,
        cast(sum(ended_count) as bigint) as ended_count,
        cast(sum(ended_here_count) as bigint) as ended_here_count,
        cast(sum(next_cycle_count) as bigint) as next_cycle_count,
        {{ counted_quantile(
            'days_to_next_cycle', 'next_cycle_count_up_to', 'next_cycle_total', 0.5
        ) }} as median_days_to_next_cycle
    from ranked
    group by journey_stage, breakdown, breakdown_value
)

select * from final
