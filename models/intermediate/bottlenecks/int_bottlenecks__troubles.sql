with

touchpoints as (
    select
        journey_id,
        journey_stage,
        coalesce(is_error, false) or coalesce(load_ms, 0) > {{ var('slow_page_ms') }}
            as is_trouble
    from {{ ref('fct_touchpoints') }}
    where load_ms is not null or is_error is not null
),

stages as (
    select * from {{ ref('fct_journey_stages') }}
    where is_visited and outcome != 'open'
),

-- By page, as those who go on see more of them than those who leave.
counted as (
    select
        stages.journey_stage as stage,
        count(*) filter (where stages.outcome = 'dropped') as dropped_count,
        count(*) filter (where stages.outcome = 'dropped' and touchpoints.is_trouble)
            as dropped_trouble_count,
        count(*) filter (where stages.outcome = 'advanced') as passed_count,
        count(*) filter (where stages.outcome = 'advanced' and touchpoints.is_trouble)
            as passed_trouble_count
    from stages
    inner join touchpoints
        on
            stages.journey_id = touchpoints.journey_id
            and stages.journey_stage = touchpoints.journey_stage
    group by stages.journey_stage
),

-- Told as a reason where chance alone would rarely make the difference.
final as (
    select
        stage,
        {{ share('dropped_trouble_count', 'dropped_count') }} as dropped_trouble_share,
        {{ share('passed_trouble_count', 'passed_count') }} as passed_trouble_share,
        coalesce(
            {{ wilson_bound('dropped_trouble_count', 'dropped_count', 'low') }}
            > {{ wilson_bound('passed_trouble_count', 'passed_count', 'high') }},
            false
        ) as is_reason
    from counted
)

select * from final
