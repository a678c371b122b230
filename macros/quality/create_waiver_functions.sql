{#- Functions of the database, so that what judges the borders after dbt, and the report,
    ask the same as dbt does. -#}
{% macro create_waiver_functions() -%}
    {{ return(adapter.dispatch('create_waiver_functions', 'journey_warehouse')()) }}
{%- endmacro %}

{% macro duckdb__create_waiver_functions() -%}
    create or replace macro {{ waiver_covers() }};
    create or replace macro quality.is_waived(rule_, table_, column_) as exists (
        from quality.waivers
        where quality.waiver_covers(
            waivers.rule, waivers.table_name, waivers.column_name,
            rule_, table_, column_
        )
    );
{%- endmacro %}
