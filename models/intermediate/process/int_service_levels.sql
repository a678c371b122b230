with

service_levels as (
    select * from {{ ref('service_levels') }}
),

final as (
    select
        work,
        task_type,
        limit_business_hours,
        {{ local_to_utc('cast(valid_from as timestamp)', var('reporting_timezone')) }}
            as valid_from,
        lead(
            {{ local_to_utc(
                'cast(valid_from as timestamp)', var('reporting_timezone')
            ) }}
        ) over (
            partition by work, task_type
            order by valid_from asc nulls first
        ) as valid_to
    from service_levels
)

select * from final
