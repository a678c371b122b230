{#- How dbt judges a test: rows that are waived let it pass. dbt calls it by this name. -#}
{% macro default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    select
        failures,
        failures {{ warn_if }} and not is_waived as should_warn,
        failures {{ error_if }} and not is_waived as should_error
    from (
        select
            {{ fail_calc }} as failures,
            {{ is_waived(check_of(model)) }} as is_waived
        from (
            {{ main_sql }}
            {{ 'limit ' ~ limit if limit is not none }}
        ) as found
    ) as judged
{%- endmacro %}
