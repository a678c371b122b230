{{ config(materialized='view') }}

with

-- Rare parts are never far out of their interval, and there is no end of them.
series as (
    select * from {{ ref('int_watched_series') }}
    where part_number <= {{ var('anomaly_most_parts') }}
),

figures as (
    select * from {{ ref('int_watched_figures__raw') }}
    union all
    select * from {{ ref('int_watched_figures__metrics') }}
),

days as (
    select
        measure,
        part,
        statistic,
        period_days,
        {{ day_rows('first_start', 'last_end - period_days') }} as period_start
    from series
),

-- A period without rows is what is looked for, so every period has a row.
periods as (
    select * from days
    where period_days = 1 or {{ weekday_number('period_start') }} = 1
),

filled as (
    select
        periods.measure,
        periods.part,
        periods.period_days,
        periods.period_start,
        coalesce(figures.figure_sum, 0) as figure_sum,
        -- Shares of a period have the same whole.
        coalesce(
            case
                when periods.statistic != 'part_share' then figures.row_count
                else max(figures.row_count) over (
                    partition by periods.measure, periods.period_start
                )
            end, 0
        ) as row_count
    from periods
    left join figures
        on
            periods.measure = figures.measure
            and periods.part = figures.part
            and periods.period_start = figures.period_start
)

select * from filled
