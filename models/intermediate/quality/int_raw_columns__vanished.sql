{{ config(materialized='view') }}

with

files as (
    select * from {{ ref('int_raw_files') }}
),

present as (
    select
        table_name,
        {{ exploded('column_names', ',') }} as column_name
    from files
),

known as (
    select * from {{ known_raw_columns() }}
),

vanished as (
    select
        known.table_name,
        known.column_name
    from known
    where
        known.table_name in (select files.table_name from files)
        and not exists (
            select 1 from present
            where
                known.table_name = present.table_name
                and known.column_name = present.column_name
        )
    union all
    select distinct
        known.table_name,
        cast(null as {{ dbt.type_string() }}) as column_name
    from known
    where known.table_name not in (select files.table_name from files)
)

select * from vanished
