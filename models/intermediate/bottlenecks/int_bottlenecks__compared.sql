with

cells as (
    select * from {{ ref('int_stage_passages__by_cell') }}
),

wholes as (
    select
        subject,
        pipeline,
        stage,
        cast(sum(judged_count) as bigint) as judged_count,
        cast(sum(passed_count) as bigint) as passed_count,
        cast(sum(lost_count) as bigint) as lost_count,
        cast(sum(running_count) as bigint) as running_count,
        cast(sum(stalled_count) as bigint) as stalled_count,
        cast(sum(timed_count) as bigint) as timed_count,
        {{ share('sum(passed_count)', 'sum(judged_count)') }} as passed_share,
        {{ share('sum(passed_value)', 'sum(valued_count)') }} as value_of_passage,
        {{ share('sum(stay_seconds)', '86400 * sum(timed_count)') }} as mean_days
    from cells
    group by subject, pipeline, stage
),

-- A cell of few passages is drawn to the whole stage, or the best cells would be the
-- luckiest.
drawn as (
    select
        wholes.*,
        cells.judged_count as cell_judged_count,
        cells.timed_count as cell_timed_count,
        cells.entered_month,
        cells.breakdown_value,
        (cells.passed_count + {{ var('bottleneck_prior_count') }} * wholes.passed_share)
        / (cells.judged_count + {{ var('bottleneck_prior_count') }}) as cell_share,
        (
            cells.stay_seconds / 86400.0
            + {{ var('bottleneck_prior_count') }} * wholes.mean_days
        ) / (cells.timed_count + {{ var('bottleneck_prior_count') }}) as cell_days
    from cells
    inner join wholes
        on
            cells.subject = wholes.subject
            and cells.pipeline is not distinct from wholes.pipeline
            and cells.stage = wholes.stage
),

ranked as (
    select
        *,
        sum(cell_judged_count) over (
            partition by subject, pipeline, stage
            order by cell_share desc nulls last, entered_month asc, breakdown_value asc
        ) as judged_up_to_count,
        sum(cell_timed_count) over (
            partition by subject, pipeline, stage
            order by cell_days asc nulls last, entered_month asc, breakdown_value asc
        ) as timed_up_to_count
    from drawn
),

-- The best quarter of passages, not of cells: a cell counts by its size.
final as (
    select
        subject,
        pipeline,
        stage,
        judged_count,
        passed_count,
        lost_count,
        running_count,
        stalled_count,
        timed_count,
        passed_share,
        value_of_passage,
        mean_days,
        {{ nine_digits(
            'max(cell_share) filter (where 4 * judged_up_to_count >= judged_count)'
        ) }} as best_share,
        {{ nine_digits(
            'min(cell_days) filter (where 4 * timed_up_to_count >= timed_count)'
        ) }} as best_days
    from ranked
    group by all
)

select * from final
