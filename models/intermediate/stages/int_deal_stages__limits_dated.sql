with

stages as (
    select * from {{ ref('int_deal_stages') }}
    where status = 'open'
),

deal_stage_limits as (
    select * from {{ ref('deal_stage_limits') }}
),

limits as (
    select
        pipeline,
        stage,
        cast(null as timestamp) as valid_from,
        sla_hours
    from stages
    union all
    select
        pipeline,
        stage,
        {{ local_to_utc('cast(valid_from as timestamp)', var('reporting_timezone')) }}
            as valid_from,
        sla_hours
    from deal_stage_limits
),

final as (
    select
        *,
        lead(valid_from) over (
            partition by pipeline, stage
            order by valid_from asc nulls first
        ) as valid_to
    from limits
)

select * from final
