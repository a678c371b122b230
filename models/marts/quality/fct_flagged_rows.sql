with

flagged as (
    select
        table_name,
        row_key,
        flag,
        value
    from {{ ref('int_flagged_rows__references') }}
    union all
    select
        table_name,
        row_key,
        flag,
        value
    from {{ ref('int_flagged_rows__values') }}
    union all
    select
        table_name,
        row_key,
        flag,
        value
    from {{ ref('int_flagged_rows__merges') }}
    union all
    select
        table_name,
        row_key,
        flag,
        value
    from {{ ref('int_flagged_rows__money') }}
    union all
    select
        table_name,
        row_key,
        flag,
        value
    from {{ ref('int_flagged_rows__stage_changes') }}
    union all
    select
        table_name,
        row_key,
        flag,
        value
    from {{ ref('int_flagged_rows__deals') }}
    union all
    select
        table_name,
        row_key,
        flag,
        value
    from {{ ref('int_flagged_rows__present_stages') }}
),

final as (
    select
        {{ surrogate_key(['table_name', 'row_key', 'flag']) }} as flagged_row_id,
        table_name,
        row_key,
        flag,
        max(value) as value
    from flagged
    group by table_name, row_key, flag
)

select * from final
