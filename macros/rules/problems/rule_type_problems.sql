{#- Queries for a sentence for each value of a seed that cannot be read as the type of its
    column: dbt would stop at the first, and tell of the file's form instead. What a cast
    would cut off or round, such as a time of day, is no value either. -#}
{% macro rule_type_problems(seed, row_name) -%}
    {%- set words = {
        'integer': 'no whole number',
        'double': 'no number',
        'date': 'no date, such as 2026-01-31',
        'boolean': 'neither true nor false',
    } -%}
    {%- set number = '^ *[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]+)? *$' -%}
    {%- set forms = {
        'integer': '^ *[+-]?[0-9]+([.]0*)? *$',
        'date': '^ *[0-9]+[-/][0-9]+[-/][0-9]+ *$',
        'boolean': '',
    } -%}
    {%- set date_and_time = '^ *[0-9]+[-/][0-9]+[-/][0-9]+[ t]+[0-9]' -%}
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
                and (
                    not {{ matches(column, forms.get(data_type, number)) }}
                    {% if data_type in ['date', 'boolean'] -%}
                        or try_cast({{ column }} as {{ data_type }}) is null
                    {%- endif %}
                )
                {% if data_type == 'date' -%}
                    and not {{ matches(column, date_and_time) }}
                {%- endif %}
        {%- endset -%}
        {%- do queries.append(query) -%}
        {%- if data_type not in ['date', 'boolean'] -%}
            {%- do queries.extend(rule_number_problems(
                seed, row_name, column, forms.get(data_type, number)
            )) -%}
        {%- endif -%}
        {%- if data_type == 'date' -%}
            {%- set query -%}
                select
                    {{ row_name }} || 'the {{ column }} ''' || {{ column }}
                    || ''' has a time of day; write the day alone, such as 2026-01-31'
                        as problem
                from {{ seed.name }}_text
                where {{ matches(column, date_and_time) }}
            {%- endset -%}
            {%- do queries.append(query) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(queries) }}
{%- endmacro %}
