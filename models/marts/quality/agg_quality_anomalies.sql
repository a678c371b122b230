with

judged as (
    select * from {{ ref('int_watched_figures__judged') }}
    where side is not null
),

measures as (
    select * from {{ ref('quality_measures') }}
),

horizon as (
    select {{ local_date('as_of') }} as as_of_date
    from {{ ref('int_horizon') }}
),

final as (
    select
        {{ surrogate_key(['judged.measure', 'judged.part', 'judged.period_start']) }}
            as anomaly_id,
        judged.measure,
        regexp_replace(measures.source, '^(stg|base)_', '') as table_name,
        coalesce(measures.column_name, measures.date_column) as column_name,
        nullif(judged.part, '') as part,
        measures.grain,
        judged.period_start,
        measures.statistic,
        judged.side,
        judged.actual,
        judged.expected,
        judged.low,
        judged.high,
        judged.standard_errors,
        judged.row_count,
        measures.source like 'fct_%' as is_metric,
        judged.period_start + judged.period_days
        > horizon.as_of_date - {{ var('anomaly_alert_days') }} as is_recent
    from judged
    inner join measures
        on
            judged.measure = measures.measure
            and measures.side in ('both', judged.side)
    cross join horizon
)

select * from final
