{{ config(materialized='view') }}
with

tasks as (
    select * from {{ ref('stg_deal_tasks') }}
),

owners as (
    select * from {{ ref('owners') }}
),

-- What was over before it was asked for, or before it was begun, took no time.
bounded as (
    select
        *,
        case when completed_at is not null then greatest(completed_at, requested_at) end
            as finished_at,
        case
            when completed_at is not null and started_at is not null
                then least(
                    greatest(started_at, requested_at),
                    greatest(completed_at, requested_at)
                )
            when started_at is not null then greatest(started_at, requested_at)
        end as begun_at,
        coalesce(
            started_at < requested_at
            or completed_at < requested_at
            or completed_at < started_at,
            false
        ) as is_out_of_order
    from tasks
),

owned as (
    select
        bounded.*,
        coalesce(bounded.team, owners.team) as working_team,
        coalesce(owners.calendar, '{{ var("business_calendar") }}') as calendar
    from bounded
    left join owners
        on bounded.owner = owners.owner
),

followed as (
    select
        *,
        lag(task_id) over tasks_of_deal as previous_task_id,
        lag(working_team) over tasks_of_deal as previous_team
    from owned
    window tasks_of_deal as (
        partition by deal_id
        order by requested_at, task_id
    )
)

select * from followed
