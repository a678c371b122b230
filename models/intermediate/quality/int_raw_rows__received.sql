with

received as (
    {% for table in raw_tables() -%}
        select
            '{{ table }}' as table_name,
            count(*) as raw_row_count
        from {{ raw_table(table) }}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
)

select * from received
