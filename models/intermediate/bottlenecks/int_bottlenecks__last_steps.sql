with

dropped as (
    select
        journey_id,
        journey_stage
    from {{ ref('int_journey_stages__cycled') }}
    where is_visited and outcome = 'dropped'
),

touchpoints as (
    select
        journey_id,
        touchpoint_type,
        touch_number
    from {{ ref('fct_touchpoints') }}
    where touchpoint_type is not null
),

-- The last touchpoint of a journey lies in the stage in which it dropped.
last_steps as (
    select
        dropped.journey_stage as stage,
        max_by(touchpoints.touchpoint_type, touchpoints.touch_number) as touchpoint_type
    from dropped
    inner join touchpoints
        on dropped.journey_id = touchpoints.journey_id
    group by dropped.journey_id, dropped.journey_stage
),

counted as (
    select
        stage,
        touchpoint_type,
        count(*) as dropped_count
    from last_steps
    group by stage, touchpoint_type
),

final as (
    select
        stage,
        touchpoint_type,
        {{ share('dropped_count', 'sum(dropped_count) over (partition by stage)') }}
            as last_step_share
    from counted
    -- Of a handful, or where another step is as frequent, there is no usual one.
    qualify
        dropped_count >= {{ var('bottleneck_least_reasons') }}
        and dropped_count = max(dropped_count) over (partition by stage)
        and count(*) over (partition by stage, dropped_count) = 1
)

select * from final
