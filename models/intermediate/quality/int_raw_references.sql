{{ config(materialized='view') }}
{%- set relations = {} -%}
{%- for table in raw_tables() -%}
    {%- do relations.update({table: ref('stg_' ~ table)}) -%}
{%- endfor -%}
with

named as (
    {% for reference in raw_references() -%}
        select
            '{{ reference.table }}' as table_name,
            {{ row_key(reference.table) }} as row_key,
            {{ reference.column }} as value
        from {{ relations[reference.table] }}
        where {{ reference.column }} is not null
        union all
    {% endfor -%}
    select
        cast(null as {{ dbt.type_string() }}) as table_name,
        cast(null as {{ dbt.type_string() }}) as row_key,
        cast(null as {{ dbt.type_string() }}) as value
    where false
)

select * from named
