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

-- Numbers for the few furthest places, since each deal is counted once per breakdown.
ends as (
    select
        *,
        row_number() over (order by pipeline, terminal_stage, stage_order) as end_number
    from (
        select
            pipeline,
            stage as terminal_stage,
            stage_order
        from stages
        where status != 'open'
        union
        select
            pipeline,
            cast(null as {{ dbt.type_string() }}) as terminal_stage,
            stage_order
        from stages
    ) as places
),

broken_down as (
    select
        ends.end_number,
        {{ exploded_list('grouped.group_numbers') }} as group_number
    from furthest
    inner join ends
        on
            furthest.pipeline = ends.pipeline
            and furthest.stage_order = ends.stage_order
            and coalesce(furthest.terminal_stage, '')
            = coalesce(ends.terminal_stage, '')
    inner join grouped
        on furthest.deal_id = grouped.deal_id
),

-- Before each deal is repeated for each stage that it reached.
counted as (
    select
        end_number,
        group_number,
        count(*) as deal_count
    from broken_down
    group by end_number, group_number
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
    inner join ends
        on counted.end_number = ends.end_number
    inner join stages
        on
            ends.pipeline = stages.pipeline
            and (
                ends.terminal_stage = stages.stage
                or (
                    ends.terminal_stage is null
                    and ends.stage_order >= stages.stage_order
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
