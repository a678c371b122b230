{#- Statements that remember which columns raw tables have. What lacked for as many runs
    as checks are kept is forgotten: by then everybody knows. -#}
{% macro raw_columns_seen(files) -%}
    {%- set run_at = "timestamp '" ~ run_started_at.strftime('%Y-%m-%d %H:%M:%S.%f')
        ~ "'" -%}
    create or replace temporary table present_columns as
    select
        table_name,
        {{ exploded('column_names', ',') }} as column_name
    from {{ files }};
    delete from quality.raw_columns
    where
        (table_name, column_name) in (
            select (table_name, column_name) from present_columns
        )
        or last_seen_at < (
            select run_at from quality.runs
            order by run_at desc, run_id desc
            limit 1 offset {{ var('quality_runs_kept') - 1 }}
        );
    insert into quality.raw_columns
    select distinct
        table_name,
        column_name,
        {{ run_at }}
    from present_columns
{%- endmacro %}
