with

reasons as (
    select * from {{ ref('int_bottlenecks__reasons') }}
),

stages as (
    select * from {{ ref('int_bottlenecks__named') }}
),

touchpoint_types as (
    select * from {{ ref('touchpoint_types') }}
),

task_types as (
    select * from {{ ref('task_types') }}
),

keyed as (
    select
        subject,
        pipeline,
        stage
    from reasons
    union
    select
        subject,
        pipeline,
        stage
    from stages
),

-- What no rule names is called as the source calls it.
final as (
    select
        keyed.subject,
        keyed.pipeline,
        keyed.stage,
        coalesce(stages.name_en, keyed.stage) as stage_en,
        coalesce(stages.name_ru, keyed.stage) as stage_ru,
        stages.owner,
        cast(stages.sla_hours as double) / 24 as limit_days,
        reasons.loss_reason_en,
        reasons.loss_reason_ru,
        reasons.loss_reason_share,
        coalesce(task_types.name_en, reasons.task_type) as task_en,
        coalesce(task_types.name_ru, reasons.task_type) as task_ru,
        reasons.waited_share,
        coalesce(touchpoint_types.name_en, reasons.last_step) as last_step_en,
        coalesce(touchpoint_types.name_ru, reasons.last_step) as last_step_ru,
        reasons.last_step_share,
        reasons.dropped_trouble_share,
        reasons.passed_trouble_share
    from keyed
    left join reasons
        on
            keyed.subject = reasons.subject
            and keyed.pipeline is not distinct from reasons.pipeline
            and keyed.stage = reasons.stage
    left join stages
        on
            keyed.subject = stages.subject
            and keyed.pipeline is not distinct from stages.pipeline
            and keyed.stage = stages.stage
    left join touchpoint_types
        on reasons.last_step = touchpoint_types.touchpoint_type
    left join task_types
        on lower(reasons.task_type) = task_types.task_type
)

select * from final
