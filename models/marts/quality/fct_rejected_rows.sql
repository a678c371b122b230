with

rejected as (
    {% for table in raw_tables() -%}
        select
            '{{ table }}' as table_name,
            source_file,
            source_row_number,
            rejection_reasons,
            rejected_row,
            loaded_at
        from {{ ref('base_' ~ table) }}
        where rejection_reasons is not null
        {{ 'union all' if not loop.last }}
    {% endfor -%}
),

final as (
    select
        {{ surrogate_key(['table_name', 'source_file', 'source_row_number']) }}
            as rejected_row_id,
        table_name,
        source_file,
        source_row_number,
        rejection_reasons as reasons,
        rejected_row as raw_row,
        loaded_at
    from rejected
)

select * from final
