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
        table_name,
        nullif(split_part(flag, ':', 2), '') as column_name,
        'flagged:' || split_part(flag, ':', 1) as rule,
        1 as row_count,
        row_key
    from flagged_rows
    union all
    select
        case kind when 'column' then split_part(value, '.', 1) else kind || 's' end
            as table_name,
        case kind when 'column' then split_part(value, '.', 2) else kind end
            as column_name,
        'unmapped:' || kind as rule,
        row_count,
        concat_ws('/', pipeline, value) as row_key
    from unmapped_values
),

final as (
    select
        {{ surrogate_key(['table_name', 'column_name', 'rule']) }} as problem_id,
        table_name,
        column_name,
        rule,
        cast(sum(row_count) as bigint) as row_count,
        {{ example_texts('row_key') }} as example_keys
    from problems
    group by table_name, column_name, rule
)

select * from final
