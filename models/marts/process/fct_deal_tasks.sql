with

tasks as (
    select * from {{ ref('int_deal_tasks__limited') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

-- A step that was done and never begun has no telling of waiting from working.
counted as (
    select
        tasks.*,
        coalesce(
            tasks.finished_at,
            greatest(horizon.as_of, coalesce(tasks.begun_at, tasks.requested_at))
        ) as counted_until,
        case
            when tasks.begun_at is not null then tasks.begun_at
            when tasks.finished_at is null
                then greatest(horizon.as_of, tasks.requested_at)
        end as waited_until
    from tasks
    cross join horizon
),

waited as (
    {{ with_business_hours(
        'counted', 'calendar', 'requested_at', 'waited_until', 'waiting_business_hours'
    ) }}
),

worked as (
    {{ with_business_hours(
        'waited', 'calendar', 'begun_at', 'counted_until', 'working_business_hours'
    ) }}
),

measured as (
    {{ with_business_hours(
        'worked', 'calendar', 'requested_at', 'counted_until', 'total_business_hours'
    ) }}
),

final as (
    select
        task_id,
        deal_id,
        customer_id,
        task_type,
        outcome,
        owner,
        working_team as team,
        calendar,
        requested_at,
        started_at,
        completed_at,
        due_at,
        case
            when finished_at is not null then 'done'
            when begun_at is not null then 'working'
            else 'waiting'
        end as status,
        finished_at is null as is_censored,
        {{ elapsed_hours('requested_at', 'waited_until') }} as waiting_hours,
        waiting_business_hours,
        {{ elapsed_hours('begun_at', 'counted_until') }} as working_hours,
        working_business_hours,
        {{ elapsed_hours('requested_at', 'counted_until') }} as total_hours,
        total_business_hours,
        previous_task_id,
        previous_team,
        coalesce(working_team != previous_team, false) as is_hand_over,
        case
            when due_at is not null then 'due_at'
            when limit_business_hours is not null then 'service_level'
        end as limit_kind,
        limit_business_hours,
        case
            when due_at is not null then counted_until > due_at
            else total_business_hours > limit_business_hours
        end as is_breached,
        is_out_of_order
    from measured
)

select * from final
