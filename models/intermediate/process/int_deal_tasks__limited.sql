with

tasks as (
    select * from {{ ref('int_deal_tasks__timed') }}
),

deals as (
    select * from {{ ref('int_deals__owned') }}
),

service_levels as (
    select * from {{ ref('int_service_levels') }}
    where work = 'deal_task'
),

-- A limit of the type goes before one for any.
matched as (
    select
        tasks.task_id,
        service_levels.limit_business_hours,
        row_number() over (
            partition by tasks.task_id
            order by service_levels.task_type asc nulls last
        ) as preference
    from tasks
    inner join service_levels
        on
            lower(tasks.task_type)
            = coalesce(service_levels.task_type, lower(tasks.task_type))
            and tasks.requested_at
            >= coalesce(service_levels.valid_from, tasks.requested_at)
            and (
                tasks.requested_at < service_levels.valid_to
                or service_levels.valid_to is null
            )
),

limited as (
    select
        tasks.*,
        deals.customer_id,
        case when tasks.due_at is null then matched.limit_business_hours end
            as limit_business_hours
    from tasks
    left join deals
        on tasks.deal_id = deals.deal_id
    left join matched
        on tasks.task_id = matched.task_id and matched.preference = 1
)

select * from limited
