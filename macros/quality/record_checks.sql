{#- Runs at the end: what each check found, data tests and problems of raw rows alike.
    A problem keeps the time when it was first seen, until it is gone. -#}
{% macro record_checks(results) -%}
    {%- if not execute or flags.WHICH not in ['build', 'test'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set found = [] -%}
    {%- for result in results
        if result.node.resource_type == 'test' and result.status != 'skipped' -%}
        {%- do found.append(result_of_test(result)) -%}
    {%- endfor -%}
    {%- set problems = readable_problems() -%}
    {%- set failed = results | selectattr(
        'status', 'in', ['error', 'fail', 'skipped', 'partial success']
    ) | list -%}
    {%- call statement(auto_begin=true) -%}
        create or replace temporary table found_checks (
            check_id {{ dbt.type_string() }}, kind {{ dbt.type_string() }},
            rule {{ dbt.type_string() }}, table_name {{ dbt.type_string() }},
            column_name {{ dbt.type_string() }}, severity {{ dbt.type_string() }},
            status {{ dbt.type_string() }}, failing_row_count bigint,
            example_keys {{ dbt.type_string() }}
        );
        {% if found -%}
            insert into found_checks values
            {{ found | join(',\n') }};
        {%- endif %}
        {% if problems and flags.WHICH == 'build' -%}
            {{ raw_problems_found(problems) }};
            {{ raw_columns_seen(relation_of('int_raw_files')) }};
        {%- endif %}
        {{ keep_found_checks(not failed) }}
    {%- endcall -%}
    {%- do adapter.commit() -%}
{%- endmacro %}
