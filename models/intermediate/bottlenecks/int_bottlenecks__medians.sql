with

passages as (
    select * from {{ ref('int_stage_passages') }}
),

-- Of the same stays as the means, so that both can be read side by side.
final as (
    select
        subject,
        pipeline,
        stage,
        {{ quantile('case when is_passed then stay_days end', 0.5) }} as median_days,
        min(entered_month) filter (where is_judged) as first_month,
        max(entered_month) filter (where is_judged) as last_month
    from passages
    group by subject, pipeline, stage
)

select * from final
