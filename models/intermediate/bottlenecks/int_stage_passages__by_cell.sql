with

passages as (
    select * from {{ ref('int_stage_passages') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

broken_down as (
    {{ broken_down('passages', subjects={'customers': 'customer_id'}, at='opened_at') }}
),

-- Whole seconds, as sums of doubles differ from run to run.
cells as (
    select
        subject,
        pipeline,
        stage,
        entered_month,
        breakdown_value,
        count(*) filter (where is_judged) as judged_count,
        count(*) filter (where is_passed) as passed_count,
        count(*) filter (where is_lost) as lost_count,
        count(*) filter (where is_running) as running_count,
        count(*) filter (where is_stalled) as stalled_count,
        -- What is not known is not nothing.
        count(won_value) filter (where is_passed and is_decided) as valued_count,
        coalesce(sum(won_value) filter (where is_passed and is_decided), 0)
            as passed_value,
        count(stay_days) filter (where is_passed) as timed_count,
        coalesce(
            sum(cast(round(stay_days * 86400) as bigint)) filter (where is_passed), 0
        ) as stay_seconds
    from broken_down
    where breakdown = '{{ var("bottleneck_breakdown") }}'
    group by subject, pipeline, stage, entered_month, breakdown_value
)

select * from cells
