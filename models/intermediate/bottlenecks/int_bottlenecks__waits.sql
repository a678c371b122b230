with

passages as (
    select
        deal_id,
        pipeline,
        stage,
        entered_at,
        {{ elapsed_microseconds('entered_at', 'left_at') }} as stay_microseconds,
        left_at
    from {{ ref('int_stage_passages') }}
    where subject = 'deals' and left_at > entered_at
),

tasks as (
    select
        deal_id,
        task_type,
        requested_at,
        completed_at
    from {{ ref('fct_deal_tasks') }}
    where completed_at is not null
),

wholes as (
    select
        pipeline,
        stage,
        sum(stay_microseconds) as stay_microseconds
    from passages
    group by pipeline, stage
),

-- From request to completion, whoever worked on it or did not.
waited as (
    select
        passages.pipeline,
        passages.stage,
        tasks.task_type,
        sum({{ elapsed_microseconds(
            'greatest(tasks.requested_at, passages.entered_at)',
            'least(tasks.completed_at, passages.left_at)',
        ) }}) as waited_microseconds
    from passages
    inner join tasks
        on
            passages.deal_id = tasks.deal_id
            and passages.left_at > tasks.requested_at
            and passages.entered_at < tasks.completed_at
    group by passages.pipeline, passages.stage, tasks.task_type
),

final as (
    select
        waited.pipeline,
        waited.stage,
        waited.task_type,
        {{ share('waited.waited_microseconds', 'wholes.stay_microseconds') }}
            as waited_share
    from waited
    inner join wholes
        on waited.pipeline = wholes.pipeline and waited.stage = wholes.stage
    qualify
        row_number() over (
            partition by waited.pipeline, waited.stage
            order by waited.waited_microseconds desc, waited.task_type asc
        ) = 1
)

select * from final
