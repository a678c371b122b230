with

tasks as (
    select * from {{ ref('fct_deal_tasks') }}
),

narrowed as (
    select
        {{ local_month('requested_at') }} as request_month,
        task_type,
        owner,
        team,
        status,
        is_hand_over,
        is_breached,
        case when status != 'waiting' then waiting_hours end as waiting_hours,
        case when status != 'waiting' then waiting_business_hours end
            as waiting_business_hours,
        case when status = 'done' then working_hours end as working_hours,
        case when status = 'done' then working_business_hours end
            as working_business_hours
    from tasks
),

split as (
    {{ broken_down('narrowed', own={
        'owner': 'owner', 'task_type': 'task_type', 'team': 'team',
    }) }}
),

-- Once by month, and once for all of them.
dated as (
    select
        *,
        request_month as cohort_month
    from split
    union all
    select
        *,
        cast(null as date) as cohort_month
    from split
),

final as (
    select
        cohort_month,
        breakdown,
        breakdown_value,
        count(*) as task_count,
        count(*) filter (where status = 'done') as done_count,
        count(*) filter (where status = 'working') as working_count,
        count(*) filter (where status = 'waiting') as waiting_count,
        count(*) filter (where is_hand_over) as hand_over_count,
        count(is_breached) as limited_count,
        count(*) filter (where is_breached) as breached_count,
        {{ share('count(*) filter (where is_breached)', 'count(is_breached)') }}
            as breached_share,
        {{ quantile('waiting_hours', 0.5) }} as median_waiting_hours,
        {{ quantile('waiting_hours', 0.9) }} as p90_waiting_hours,
        {{ quantile('waiting_business_hours', 0.5) }}
            as median_waiting_business_hours,
        {{ quantile('waiting_business_hours', 0.9) }} as p90_waiting_business_hours,
        {{ quantile('working_hours', 0.5) }} as median_working_hours,
        {{ quantile('working_hours', 0.9) }} as p90_working_hours,
        {{ quantile('working_business_hours', 0.5) }}
            as median_working_business_hours,
        {{ quantile('working_business_hours', 0.9) }} as p90_working_business_hours
    from dated
    group by cohort_month, breakdown, breakdown_value
)

select * from final
