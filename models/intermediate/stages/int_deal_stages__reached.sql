with

furthest as (
    select * from {{ ref('int_deals__furthest') }}
),

stages as (
    select * from {{ ref('int_deal_stages') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

broken_down as (
    {{ broken_down(
        'furthest',
        subjects={'customers': 'customer_id', 'deals': 'deal_id'},
        at='created_at',
    ) }}
),

-- Before each deal is repeated for each stage that it reached.
counted as (
    select
        pipeline,
        terminal_stage,
        stage_order,
        breakdown,
        breakdown_value,
        count(*) as deal_count
    from broken_down
    group by pipeline, terminal_stage, stage_order, breakdown, breakdown_value
),

final as (
    select
        stages.pipeline,
        stages.stage,
        stages.stage_order,
        stages.status,
        stages.is_inferred,
        counted.breakdown,
        counted.breakdown_value,
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
    group by
        stages.pipeline,
        stages.stage,
        stages.stage_order,
        stages.status,
        stages.is_inferred,
        counted.breakdown,
        counted.breakdown_value
)

select * from final
