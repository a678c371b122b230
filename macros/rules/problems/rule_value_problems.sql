{#- Queries for a sentence for each value of a seed that its tests do not let pass: one
    that is missing, negative, 0 where that is no limit, none of the accepted ones, or of no row of another seed. -#}
{% macro rule_value_problems(seed, tests, row_name) -%}
    {%- set queries = [] -%}
    {%- for test in tests.get('not_null', []) -%}
        {%- for column in tested_columns(test) -%}
            {%- set query -%}
                select {{ row_name }} || '{{ column }} is empty' as problem
                from {{ seed.name }}_text
                where {{ column }} is null
            {%- endset -%}
            {%- do queries.append(query) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for test in tests.get('not_negative', []) -%}
        {%- for column in tested_columns(test) -%}
            {%- set query -%}
                select
                    {{ row_name }} || '{{ column }} is '
                    || cast({{ column }} as {{ dbt.type_string() }})
                    || ', and may not be below 0' as problem
                from {{ seed.name }}_file
                where {{ column }} < 0
            {%- endset -%}
            {%- do queries.append(query) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set required = [] -%}
    {%- for test in tests.get('not_null', []) -%}
        {%- do required.extend(tested_columns(test)) -%}
    {%- endfor -%}
    {%- for test in tests.get('is_positive', []) -%}
        {%- for column in tested_columns(test) -%}
            {%- set query -%}
                select
                    {{ row_name }} || '{{ column }} is '
                    || cast({{ column }} as {{ dbt.type_string() }})
                    || ', and has to be above 0
                    {{- "" if column in required else ", or empty" }}' as problem
                from {{ seed.name }}_file
                where {{ column }} <= 0
            {%- endset -%}
            {%- do queries.append(query) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for test in tests.get('accepted_values', []) -%}
        {%- set values = test.test_metadata.kwargs['values'] | map('string') | list -%}
        {%- set value -%}
            cast({{ test.column_name }} as {{ dbt.type_string() }})
        {%- endset -%}
        {%- set query -%}
            select
                {{ row_name }} || 'the {{ test.column_name }} ''' || {{ value }}
                || ''' is none of {{ values | join(", ") }}' as problem
            from {{ seed.name }}_file
            where {{ value }} not in ({{ string_literals(values) }})
        {%- endset -%}
        {%- do queries.append(query) -%}
    {%- endfor -%}
    {%- for test in tests.get('relationships', []) -%}
        {%- do queries.append(rule_reference_problems(seed, test, row_name)) -%}
    {%- endfor -%}
    {{ return(queries) }}
{%- endmacro %}
