with

rejected_rows as (
    select * from {{ ref('fct_rejected_rows') }}
),

flagged_rows as (
    select * from {{ ref('fct_flagged_rows') }}
),

unmapped_values as (
    select * from {{ ref('agg_unmapped_values') }}
),

anomalies as (
    select * from {{ ref('agg_quality_anomalies') }}
    where is_recent
),

file_changes as (
    select * from {{ ref('fct_raw_file_changes') }}
    where is_latest
),

vanished_columns as (
    select * from {{ ref('int_raw_columns__vanished') }}
),

reasons as (
    select
        table_name,
        source_file || ':' || cast(source_row_number as {{ dbt.type_string() }})
            as row_key,
        {{ exploded('reasons', ';') }} as reason
    from rejected_rows
),

problems as (
    select
        'raw rows' as kind,
        table_name,
        split_part(trim(reason), ': ', 1) as column_name,
        'rejected:' || split_part(trim(reason), ': ', 2) as rule,
        1 as row_count,
        row_key
    from reasons
    -- A parser's message may hold the separator itself.
    where reason like '%: %'
    union all
    select
        'raw rows' as kind,
        table_name,
        nullif(split_part(flag, ':', 2), '') as column_name,
        'flagged:' || split_part(flag, ':', 1) as rule,
        1 as row_count,
        row_key
    from flagged_rows
    union all
    select
        'raw rows' as kind,
        case kind when 'column' then split_part(value, '.', 1) else kind || 's' end
            as table_name,
        case kind when 'column' then split_part(value, '.', 2) else kind end
            as column_name,
        'unmapped:' || kind as rule,
        row_count,
        concat_ws('/', pipeline, value) as row_key
    from unmapped_values
    union all
    select
        'anomaly' as kind,
        table_name,
        column_name,
        case when is_metric then 'metric:' else 'anomaly:' end || statistic as rule,
        1 as row_count,
        concat_ws(' ', period_start, part) as row_key
    from anomalies
    union all
    select
        'schema' as kind,
        table_name,
        column_name,
        'schema:' || change_kind as rule,
        1 as row_count,
        source_file as row_key
    from file_changes
    union all
    select
        'schema' as kind,
        table_name,
        column_name,
        'schema:gone' as rule,
        1 as row_count,
        coalesce(column_name, table_name) as row_key
    from vanished_columns
),

final as (
    select
        {{ surrogate_key(['table_name', 'column_name', 'rule']) }} as problem_id,
        kind,
        table_name,
        column_name,
        rule,
        cast(sum(row_count) as bigint) as row_count,
        {{ example_texts('row_key') }} as example_keys
    from problems
    group by kind, table_name, column_name, rule
)

select * from final
