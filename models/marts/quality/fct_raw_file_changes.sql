with

followed as (
    select
        *,
        lag(file_number) over (
            partition by table_name, file_format
            order by file_number
        ) as previous_of_format,
        max(file_number) over (partition by table_name, file_format)
            as last_of_format,
        file_number = max(file_number) over (partition by table_name) as is_latest
    from {{ ref('int_raw_files') }}
),

-- Two systems that deliver by turns, each in its own format, change nothing: a format
-- has changed where the one before it does not come again.
files as (
    select
        files.*,
        case
            when files.previous_of_format is not null then files.previous_of_format
            when previous.file_number = previous.last_of_format
                then previous.file_number
        end as previous_number,
        case
            when files.previous_of_format is not null then files.file_format
            else previous.file_format
        end as previous_format
    from followed as files
    left join followed as previous
        on
            files.table_name = previous.table_name
            and files.file_number = previous.file_number + 1
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
    where previous_number is not null and file_format != previous_format
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
