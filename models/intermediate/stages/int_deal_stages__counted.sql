with

stays as (
    select * from {{ ref('int_deal_stages__stays') }}
),

final as (
    select
        pipeline,
        stage,
        breakdown,
        breakdown_value,
        cast(sum(visit_count) as bigint) as visit_count,
        cast(sum(visited_deal_count) as bigint) as visited_deal_count,
        cast(sum(won_deal_count) as bigint) as won_deal_count,
        cast(sum(decided_deal_count) as bigint) as decided_deal_count,
        cast(sum(advanced_count) as bigint) as advanced_count,
        cast(sum(returned_count) as bigint) as returned_count,
        cast(sum(lost_count) as bigint) as lost_count,
        cast(sum(censored_count) as bigint) as open_count,
        cast(coalesce(sum(visit_count) filter (where stay_days is null), 0) as bigint)
            as untimed_visit_count
    from stays
    group by pipeline, stage, breakdown, breakdown_value
)

select * from final
