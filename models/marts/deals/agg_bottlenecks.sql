with

valued as (
    select * from {{ ref('int_bottlenecks__valued') }}
),

loss_reasons as (
    select * from {{ ref('int_bottlenecks__loss_reasons') }}
),

troubles as (
    select * from {{ ref('int_bottlenecks__troubles') }}
),

explained as (
    select
        valued.*,
        loss_reasons.name_en as loss_reason_en,
        loss_reasons.name_ru as loss_reason_ru,
        case when troubles.is_reason then troubles.dropped_trouble_share end
            as dropped_trouble_share,
        case when troubles.is_reason then troubles.passed_trouble_share end
            as passed_trouble_share
    from valued
    left join loss_reasons
        on
            valued.pipeline = loss_reasons.pipeline
            and valued.stage = loss_reasons.stage
    left join troubles
        on valued.subject = 'journeys' and valued.stage = troubles.stage
),

final as (
    select
        subject,
        pipeline,
        stage,
        row_number() over (
            order by
                expected_value_lost desc,
                subject asc,
                pipeline asc nulls first,
                stage asc
        ) as bottleneck_rank,
        ended_count,
        stalled_count,
        ended_count - passed_count as lost_count,
        median_days,
        mean_days,
        best_days,
        passed_share,
        best_share,
        value_of_passage,
        {{ nine_digits('conversion_value_lost') }} as conversion_value_lost,
        {{ nine_digits('waiting_value_lost') }} as waiting_value_lost,
        expected_value_lost,
        dropped_trouble_share,
        passed_trouble_share,
        {{ bottleneck_reason('en') }} as reason_en,
        {{ bottleneck_reason('ru') }} as reason_ru
    from explained
)

select * from final
