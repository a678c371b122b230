{{ config(materialized='view') }}
with

superseded as (
    {% for table in raw_tables() -%}
        select
            '{{ table }}' as table_name,
            source_file,
            source_row_number,
            place
        from {{ ref('stg_' ~ table ~ '__superseded') }}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
)

select * from superseded
