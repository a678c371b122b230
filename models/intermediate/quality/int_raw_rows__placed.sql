with

placed as (
    {% for table in raw_tables() -%}
        select
            '{{ table }}' as table_name,
            case
                when erased_by is not null then 'erased'
                when rejection_reasons is not null then 'rejected'
                else 'after_as_of'
            end as place,
            count(*) as row_count
        from {{ ref('base_' ~ table) }}
        where
            erased_by is not null
            or rejection_reasons is not null
            or is_after_as_of
        group by place
        union all
        select
            '{{ table }}' as table_name,
            place,
            count(*) as row_count
        from {{ ref('stg_' ~ table ~ '__superseded') }}
        group by place
        union all
        select
            '{{ table }}' as table_name,
            'used' as place,
            count(*) as row_count
        from {{ ref('stg_' ~ table) }}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
)

select * from placed
