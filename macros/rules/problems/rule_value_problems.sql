{#- Queries for a sentence for each value of a seed that its tests do not let pass: one
    that is missing, too small, or none of the accepted ones. A number is judged as it is
    written: in its column a thousandth may be 0. -#}
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
    {%- set required = [] -%}
    {%- for test in tests.get('not_null', []) -%}
        {%- do required.extend(tested_columns(test)) -%}
    {%- endfor -%}
    {%- set bounds = {
        'not_negative': ('<', ', and may not be below 0'),
        'is_positive': ('<=', ', and has to be above 0'),
    } -%}
    {%- for kind, (below, sentence) in bounds.items() -%}
        {%- for test in tests.get(kind, []) -%}
            {%- for column in tested_columns(test) -%}
                {%- set may_be_empty = kind == 'is_positive'
                    and column not in required -%}
                {%- set query -%}
                    select
                        {{ row_name }} || '{{ column }} is ' || {{ column }}
                        || '{{ sentence }}{{ ", or empty" if may_be_empty }}' as problem
                    from {{ seed.name }}_text
                    where try_cast({{ column }} as double) {{ below }} 0
                {%- endset -%}
                {%- do queries.append(query) -%}
            {%- endfor -%}
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
    {{ return(queries) }}
{%- endmacro %}
