with

passages as (
    select * from {{ ref('int_stage_passages') }}
    where subject = 'deals' and left_at > entered_at
),

-- What was done before it was asked for took no time.
tasks as (
    select * from {{ ref('fct_deal_tasks') }}
    where completed_at > requested_at
),

-- From request to completion, whoever worked on it or did not.
waits as (
    select
        passages.deal_id,
        passages.pipeline,
        passages.stage,
        passages.entered_at,
        tasks.task_type,
        greatest(tasks.requested_at, passages.entered_at) as began_at,
        least(tasks.completed_at, passages.left_at) as ended_at
    from passages
    inner join tasks
        on
            passages.deal_id = tasks.deal_id
            and passages.left_at > tasks.requested_at
            and passages.entered_at < tasks.completed_at
),

-- While several tasks of a type run at once, the deal waits once.
uncovered as (
    select
        *,
        max(ended_at) over (
            partition by deal_id, pipeline, stage, entered_at, task_type
            order by began_at, ended_at
            rows between unbounded preceding and 1 preceding
        ) as covered_until
    from waits
),

final as (
    select
        pipeline,
        stage,
        task_type,
        sum({{ elapsed_microseconds(
            'greatest(began_at, coalesce(covered_until, began_at))', 'ended_at'
        ) }}) filter (where covered_until is null or ended_at > covered_until)
            as waited_microseconds
    from uncovered
    group by pipeline, stage, task_type
)

select * from final
