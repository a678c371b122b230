{%- set breakdowns = ref('breakdowns') -%}
with

read as (
    {% for table in raw_tables() -%}
        select
            '{{ table }}' as table_name,
            source_file,
            max(loaded_at) as latest_loaded_at
        from {{ ref('base_' ~ table) }}
        group by source_file
        {{ 'union all' if not loop.last }}
    {% endfor -%}
),

present as (
    {% for table in raw_tables() -%}
        {{ described_files(table) }}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
),

-- Deliveries follow each other by their newest row; names decide among equals.
final as (
    select
        present.table_name,
        present.source_file,
        present.file_format,
        present.column_names,
        row_number() over (
            partition by present.table_name
            order by read.latest_loaded_at nulls first, present.source_file
        ) as file_number
    from present
    left join read
        on
            present.table_name = read.table_name
            and present.source_file = read.source_file
)

select * from final
