with

loss_reasons as (
    select * from {{ ref('int_bottlenecks__loss_reasons') }}
),

waits as (
    select * from {{ ref('int_bottlenecks__waits') }}
    where waited_share >= {{ var('bottleneck_waiting_share') }}
),

troubles as (
    select * from {{ ref('int_bottlenecks__troubles') }}
    where is_reason
),

last_steps as (
    select * from {{ ref('int_bottlenecks__last_steps') }}
),

final as (
    select
        'deals' as subject,
        coalesce(loss_reasons.pipeline, waits.pipeline) as pipeline,
        coalesce(loss_reasons.stage, waits.stage) as stage,
        loss_reasons.name_en as loss_reason_en,
        loss_reasons.name_ru as loss_reason_ru,
        loss_reasons.lost_share as loss_reason_share,
        waits.task_type,
        waits.waited_share,
        cast(null as {{ dbt.type_string() }}) as last_step,
        cast(null as double) as last_step_share,
        cast(null as double) as dropped_trouble_share,
        cast(null as double) as passed_trouble_share
    from loss_reasons
    full outer join waits
        on loss_reasons.pipeline = waits.pipeline and loss_reasons.stage = waits.stage
    union all
    select
        'journeys' as subject,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        coalesce(last_steps.stage, troubles.stage) as stage,
        cast(null as {{ dbt.type_string() }}) as loss_reason_en,
        cast(null as {{ dbt.type_string() }}) as loss_reason_ru,
        cast(null as double) as loss_reason_share,
        cast(null as {{ dbt.type_string() }}) as task_type,
        cast(null as double) as waited_share,
        last_steps.touchpoint_type as last_step,
        last_steps.last_step_share,
        troubles.dropped_trouble_share,
        troubles.passed_trouble_share
    from last_steps
    full outer join troubles
        on last_steps.stage = troubles.stage
)

select * from final
