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

final as (
    select
        stage,
        touchpoint_type,
        {{ share('count(*)', 'sum(count(*)) over (partition by stage)') }}
            as last_step_share
    from last_steps
    group by stage, touchpoint_type
    qualify
        row_number() over (
            partition by stage
            order by count(*) desc, touchpoint_type asc
        ) = 1
)

select * from final
