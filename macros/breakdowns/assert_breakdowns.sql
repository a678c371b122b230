{#- Stops the build with a sentence for each row of the `breakdowns` seed that cannot be
    used. No SQL comes of it. -#}
{% macro assert_breakdowns(breakdowns) -%}
    {#- A unit test gives the rows itself, and lint has none. -#}
    {%- set is_given = '__dbt__cte__' in (breakdowns | string) -%}
    {%- if not execute or is_given or target.name == 'lint' -%}
        {{ return('') }}
    {%- endif -%}
    {%- set query -%}
        select breakdown, source_column from {{ breakdowns }} order by breakdown
    {%- endset -%}
    {%- set sentences = [] -%}
    {%- for row in run_query(query).rows -%}
        {%- do sentences.append(breakdown_problem(row[0], row[1])) -%}
    {%- endfor -%}
    {%- if sentences | select | list -%}
        {%- do exceptions.raise_compiler_error(sentences | select | join('\n')) -%}
    {%- endif -%}
{%- endmacro %}
