with

valued as (
    select * from {{ ref('int_bottlenecks__valued') }}
),

reasons as (
    select * from {{ ref('int_bottlenecks__explained') }}
),

explained as (
    select
        valued.*,
        coalesce(reasons.stage_en, valued.stage) as stage_en,
        coalesce(reasons.stage_ru, valued.stage) as stage_ru,
        reasons.owner,
        reasons.limit_days,
        reasons.loss_reason_en,
        reasons.loss_reason_ru,
        reasons.loss_reason_share,
        reasons.task_en,
        reasons.task_ru,
        reasons.waited_share,
        reasons.last_step_en,
        reasons.last_step_ru,
        reasons.last_step_share,
        reasons.dropped_trouble_share,
        reasons.passed_trouble_share
    from valued
    left join reasons
        on
            valued.subject = reasons.subject
            and valued.pipeline is not distinct from reasons.pipeline
            and valued.stage = reasons.stage
),

final as (
    select
        subject,
        pipeline,
        stage,
        row_number() over (
            order by
                expected_value_lost desc nulls last,
                judged_count desc,
                subject asc,
                pipeline asc nulls first,
                stage asc
        ) as bottleneck_rank,
        first_month,
        last_month,
        owner,
        limit_days,
        judged_count,
        passed_count,
        lost_count,
        stalled_count,
        median_days,
        mean_days,
        best_days,
        passed_share,
        best_share,
        value_of_passage,
        {{ nine_digits('conversion_value_lost') }} as conversion_value_lost,
        {{ nine_digits('waiting_value_lost') }} as waiting_value_lost,
        expected_value_lost,
        loss_reason_share,
        waited_share,
        last_step_share,
        dropped_trouble_share,
        passed_trouble_share,
        {{ bottleneck_reason('en') }} as reason_en,
        {{ bottleneck_reason('ru') }} as reason_ru
    from explained
)

select * from final
