{#- Stops the build with a sentence for each row of the `breakdowns` seed that cannot be
    used, and where bottlenecks are to be compared by none of them. No SQL comes of
    it. -#}
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
    {%- set of_customers = ['all'] -%}
    {%- for row in run_query(query).rows -%}
        {%- do sentences.append(breakdown_problem(row[0], row[1])) -%}
        {%- if row[1].startswith('customers.') -%}
            {%- do of_customers.append(row[0]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if var('bottleneck_breakdown') not in of_customers -%}
        {%- do sentences.append(
            'The var bottleneck_breakdown is ' ~ var('bottleneck_breakdown')
            ~ ', which is none of ' ~ of_customers | join(', ')
            ~ ': bottlenecks are compared by a breakdown of customers, or not at all.'
        ) -%}
    {%- endif -%}
    {%- if sentences | select | list -%}
        {%- do exceptions.raise_compiler_error(sentences | select | join('\n')) -%}
    {%- endif -%}
{%- endmacro %}
