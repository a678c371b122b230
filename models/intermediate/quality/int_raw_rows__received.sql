{%- for table in raw_tables() %}
-- depends_on: {{ ref('base_' ~ table) }}
{%- endfor %}
with

received as (
    select
        substr(model, length('base_') + 1) as table_name,
        sum(row_count) as row_count
    from journal.staged_files
    group by model
),

final as (
    select
        raw_tables.table_name,
        cast(coalesce(received.row_count, 0) as bigint) as raw_row_count
    from (
        {% for table in raw_tables() -%}
            select '{{ table }}' as table_name {{ 'union all' if not loop.last }}
        {% endfor -%}
    ) as raw_tables
    left join received on raw_tables.table_name = received.table_name
)

select * from final
