with

brought as (
    {% for table in raw_tables() -%}
        select '{{ table }}' as table_name
        where exists (select 1 from {{ ref('stg_' ~ table) }})
        {{ 'union all' if not loop.last }}
    {% endfor -%}
)

select * from brought
