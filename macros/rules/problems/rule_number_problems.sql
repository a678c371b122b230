{#- Queries for a sentence for each number of a seed that its column cannot hold: one that
    is too large, or that would be rounded without a word. -#}
{% macro rule_number_problems(seed, row_name, column, form) -%}
    {%- set data_type = seed.config.column_types[column] -%}
    {%- set digits = modules.re.findall('[0-9]+', data_type) -%}
    {%- set most = {'integer': '2147483647', 'double': '1.7e308'} -%}
    {%- if digits -%}
        {%- set decimals = digits[1] | int -%}
        {%- set nines = '9' * (digits[0] | int - decimals) ~ '.' ~ '9' * decimals -%}
        {%- do most.update({data_type: nines}) -%}
    {%- endif -%}
    {%- set queries = [] -%}
    {%- set query -%}
        select
            {{ row_name }} || 'the {{ column }} ''' || {{ column }}
            || ''' is too large; write at most {{ most[data_type] }}' as problem
        from {{ seed.name }}_text
        where
            {{ matches(column, form) }}
            and not coalesce(
                abs(try_cast({{ column }} as {{ data_type }}))
                < cast('infinity' as double),
                false
            )
    {%- endset -%}
    {%- do queries.append(query) -%}
    {%- if digits -%}
        {%- set query -%}
            select
                {{ row_name }} || 'the {{ column }} ''' || {{ column }}
                || ''' has too many decimals; write at most {{ decimals }}' as problem
            from {{ seed.name }}_text
            where
                {{ matches(column, form) }}
                and cast(try_cast({{ column }} as {{ data_type }}) as double)
                != try_cast({{ column }} as double)
        {%- endset -%}
        {%- do queries.append(query) -%}
    {%- endif -%}
    {{ return(queries) }}
{%- endmacro %}
