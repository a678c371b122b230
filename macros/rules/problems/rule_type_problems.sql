{#- Queries for a sentence for each value of a seed that cannot be read as the type of its
    column: dbt would stop at the first, and tell of the file's form instead. -#}
{% macro rule_type_problems(seed, row_name) -%}
    {%- set words = {
        'integer': 'no whole number',
        'double': 'no number',
        'date': 'no date, such as 2026-01-31',
        'boolean': 'neither true nor false',
    } -%}
    {%- set queries = [] -%}
    {%- for column, data_type in seed.config.column_types.items()
        if data_type != 'varchar' -%}
        {%- set query -%}
            select
                {{ row_name }} || 'the {{ column }} ''' || {{ column }}
                || ''' is {{ words.get(data_type, "no number") }}' as problem
            from {{ seed.name }}_text
            where
                {{ column }} is not null
                and try_cast({{ column }} as {{ data_type }}) is null
        {%- endset -%}
        {%- do queries.append(query) -%}
    {%- endfor -%}
    {{ return(queries) }}
{%- endmacro %}
