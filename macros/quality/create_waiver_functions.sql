{#- Functions of the database, so that what judges the borders after dbt, and the report,
    ask the same as dbt does. -#}
{% macro create_waiver_functions() -%}
    {{ return(adapter.dispatch('create_waiver_functions', 'journey_warehouse')()) }}
{%- endmacro %}

{#- A waiver that names a column is none of a check of the whole table. -#}
{% macro duckdb__create_waiver_functions() -%}
    create or replace macro quality.waiver_covers(
        waived_rule, waived_table, waived_column, rule_, table_, column_
    ) as coalesce(
        waived_rule = rule_
        and (waived_table is null or waived_table = table_)
        and (waived_column is null or waived_column = column_),
        false
    );
    create or replace macro quality.is_waived(rule_, table_, column_) as exists (
        from quality.waivers
        where quality.waiver_covers(
            waivers.rule, waivers.table_name, waivers.column_name,
            rule_, table_, column_
        )
    );
{%- endmacro %}
