{#- A data test's result as a row of values, in the order of `found_checks`. -#}
{% macro result_of_test(result) -%}
    {%- set check = check_of(result.node) -%}
    {%- set query = result.node.compiled_code -%}
    {%- set status = {'pass': 'passed', 'fail': 'failed', 'warn': 'failed'}
        .get(result.status | string, 'error') -%}
    {%- set failures = result.failures or 0 -%}
    {%- if status == 'passed' and query
        and run_query('select ' ~ is_waived(check)).rows[0][0] -%}
        {#- dbt has counted nothing of a test that passed. -#}
        {%- set failures = run_query('select count(*) from (' ~ query ~ ')').rows[0][0] -%}
        {%- set status = 'waived' if failures else 'passed' -%}
    {%- endif -%}
    {%- set examples = run_query(example_rows(query)).rows[0][0]
        if query and status in ['failed', 'waived'] else none -%}
    (
        {{- string_literals([result.node.unique_id, 'test', check.rule, check.table]) }},
        {{ text_or_null(check.column) }},
        {{ string_literals([result.node.config.severity | lower, status]) }},
        {{ failures if status != 'error' else 'null' }}, {{ text_or_null(examples) -}}
    )
{%- endmacro %}
