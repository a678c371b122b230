{%- set breakdowns = ref('breakdowns') -%}
with

unknown as (
    {% for table in raw_tables() -%}
        {% for column in unknown_raw_columns(table, breakdowns) -%}
            select
                '{{ table }}' as table_name,
                '{{ column | replace("'", "''") }}' as column_name
            union all
        {% endfor -%}
    {% endfor -%}
    select
        cast(null as {{ dbt.type_string() }}) as table_name,
        cast(null as {{ dbt.type_string() }}) as column_name
    where false
)

select * from unknown
