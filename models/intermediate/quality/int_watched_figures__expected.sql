{{ config(materialized='view') }}

with

figures as (
    select
        watched.*,
        measures.statistic,
        {{ scaled_figure(
            'measures.statistic', 'watched.figure_sum', 'watched.row_count'
        ) }} as scaled,
        {{ chance_of_scale('measures.statistic', 'watched.row_count') }} as chance,
        -- Days are compared with the same weekday, weeks with weeks.
        {{ weekday_number('watched.period_start') }} as season
    from {{ ref('int_watched_figures') }} as watched
    inner join {{ ref('quality_measures') }} as measures
        on watched.measure = measures.measure
),

seasonal as (
    select
        *,
        median(scaled) over season_before as seasonal_level,
        count(scaled) over season_before as season_count
    from figures
    window season_before as (
        partition by measure, part, season
        order by period_start
        rows between {{ var('anomaly_seasons') }} preceding and 1 preceding
    )
),

-- Growth and the time of the year: by what the periods just before were off.
expected as (
    select
        *,
        seasonal_level + coalesce(
            median(scaled - seasonal_level) over (
                partition by measure, part
                order by period_start
                rows between {{ var('anomaly_drift_periods') }} preceding
                and 1 preceding
            ), 0
        ) as usual_level
    from seasonal
),

-- 1.4826 medians of the absolute deviation are a standard deviation of the normal
-- distribution, as is its ninetieth percentile by 1.645. Single outliers move neither;
-- what comes in bursts is mostly near and now and then far, which the median misses.
final as (
    select
        *,
        greatest(
            1.4826 * median(abs(scaled - usual_level) / chance) over before,
            quantile_cont(abs(scaled - usual_level) / chance, 0.9) over before / 1.645
        ) as spread,
        count(scaled - usual_level) over before as surprise_count,
        median(row_count) over before as usual_row_count
    from expected
    window before as (
        partition by measure, part
        order by period_start
        rows between {{ var('anomaly_spread_periods') }} preceding and 1 preceding
    )
)

select * from final
