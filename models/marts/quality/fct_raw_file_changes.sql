with

files as (
    select
        *,
        lag(file_number) over (
            partition by table_name
            order by file_number
        ) as previous_number,
        lag(file_format) over (
            partition by table_name
            order by file_number
        ) as previous_format,
        file_number = max(file_number) over (partition by table_name) as is_latest
    from {{ ref('int_raw_files') }}
),

columns_of_files as (
    select
        table_name,
        file_number,
        {{ exploded('column_names', ',') }} as column_name
    from files
),

-- Each column of two files that follow each other, and which of them has it.
compared as (
    select
        files.table_name,
        files.file_number,
        columns_of_files.column_name,
        min(columns_of_files.file_number) = files.file_number as has_appeared,
        count(*) as file_count
    from files
    inner join columns_of_files
        on
            files.table_name = columns_of_files.table_name
            and columns_of_files.file_number
            in (files.file_number, files.previous_number)
    where files.previous_number is not null
    group by files.table_name, files.file_number, columns_of_files.column_name
),

changes as (
    select
        table_name,
        file_number,
        case when has_appeared then 'column_appeared' else 'column_vanished' end
            as change_kind,
        column_name
    from compared
    where file_count = 1
    union all
    select
        table_name,
        file_number,
        'format_changed' as change_kind,
        cast(null as {{ dbt.type_string() }}) as column_name
    from files
    where file_format != previous_format
),

final as (
    select
        changes.table_name,
        changes.column_name,
        changes.change_kind,
        files.source_file,
        files.file_format,
        files.previous_format,
        files.file_number,
        files.is_latest
    from changes
    inner join files
        on
            changes.table_name = files.table_name
            and changes.file_number = files.file_number
)

select * from final
