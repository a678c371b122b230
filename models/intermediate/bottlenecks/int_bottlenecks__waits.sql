with

passages as (
    select
        pipeline,
        stage,
        {{ elapsed_microseconds('entered_at', 'left_at') }} as stay_microseconds
    from {{ ref('int_stage_passages') }}
    where subject = 'deals' and left_at > entered_at
),

task_times as (
    select * from {{ ref('int_bottlenecks__task_times') }}
),

wholes as (
    select
        pipeline,
        stage,
        sum(stay_microseconds) as stay_microseconds
    from passages
    group by pipeline, stage
),

final as (
    select
        task_times.pipeline,
        task_times.stage,
        task_times.task_type,
        {{ share('task_times.waited_microseconds', 'wholes.stay_microseconds') }}
            as waited_share
    from task_times
    inner join wholes
        on task_times.pipeline = wholes.pipeline and task_times.stage = wholes.stage
    qualify
        row_number() over (
            partition by task_times.pipeline, task_times.stage
            order by task_times.waited_microseconds desc, task_times.task_type asc
        ) = 1
)

select * from final
