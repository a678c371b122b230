{{ config(materialized='view') }}

with

measures as (
    select
        *,
        regexp_replace(source, '^(stg|base)_', '') as table_name,
        case grain when 'week' then 7 else 1 end as period_days
    from {{ ref('quality_measures') }}
),

horizon as (
    select {{ local_date('as_of') }} as as_of_date from {{ ref('int_horizon') }}
),

figures as (
    select * from {{ ref('int_watched_figures__raw') }}
    union all
    select * from {{ ref('int_watched_figures__metrics') }}
),

dated as (
    select
        measures.measure,
        measures.statistic,
        measures.period_days,
        figures.part,
        figures.period_start,
        if(measures.statistic = 'part_share', figures.figure_sum, figures.row_count)
            as part_rows,
        horizon.as_of_date,
        -- Until something newer has come, a day may be on its way; not for ever.
        greatest(
            max(figures.period_start) over (partition by measures.table_name),
            horizon.as_of_date - {{ var('anomaly_patience_days') }}
        ) as settled_date
    from figures
    inner join measures on figures.measure = measures.measure
    cross join horizon
    where
        horizon.as_of_date - figures.period_start between 0
        and {{ var('anomaly_history_days') }}
),

final as (
    select
        measure,
        part,
        any_value(statistic) as statistic,
        any_value(period_days) as period_days,
        min(period_start) as first_start,
        any_value(least(as_of_date, settled_date)) as last_end,
        row_number() over (
            partition by measure order by sum(part_rows) desc, part
        ) as part_number
    from dated
    group by measure, part
)

select * from final
