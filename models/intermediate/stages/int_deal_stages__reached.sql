with

furthest as (
    select * from {{ ref('int_deals__furthest') }}
),

stages as (
    select * from {{ ref('int_deal_stages') }}
),

grouped as (
    select * from {{ ref('int_deals__grouped') }}
),

breakdown_groups as (
    select * from {{ ref('int_breakdown_groups') }}
),

broken_down as (
    select
        furthest.*,
        {{ exploded_list('grouped.group_numbers') }} as group_number
    from furthest
    inner join grouped
        on furthest.deal_id = grouped.deal_id
),

-- Before each deal is repeated for each stage that it reached.
counted as (
    select
        pipeline,
        terminal_stage,
        stage_order,
        group_number,
        count(*) as deal_count
    from broken_down
    group by pipeline, terminal_stage, stage_order, group_number
),

final as (
    select
        stages.pipeline,
        stages.stage,
        stages.stage_order,
        stages.status,
        stages.is_inferred,
        breakdown_groups.breakdown,
        breakdown_groups.breakdown_value,
        cast(sum(counted.deal_count) as bigint) as reached_deal_count
    from counted
    inner join stages
        on
            counted.pipeline = stages.pipeline
            and (
                counted.terminal_stage = stages.stage
                or (
                    counted.terminal_stage is null
                    and counted.stage_order >= stages.stage_order
                    and stages.status = 'open'
                )
            )
    inner join breakdown_groups
        on counted.group_number = breakdown_groups.group_number
    group by
        stages.pipeline,
        stages.stage,
        stages.stage_order,
        stages.status,
        stages.is_inferred,
        breakdown_groups.breakdown,
        breakdown_groups.breakdown_value
)

select * from final
