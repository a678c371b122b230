{#- The relation of `int_raw_problems`, or none: where no run has built it yet, or only one
    of an earlier version, whose table has not all columns that are kept of a problem. The
    first run that builds it mends that. -#}
{% macro readable_problems() -%}
    {%- set problems = relation_of('int_raw_problems') -%}
    {%- if not problems or not relation_of('int_raw_files') -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set columns = adapter.get_columns_in_relation(problems)
        | map(attribute='name') | list -%}
    {%- set missing = [
        'problem_id', 'kind', 'rule', 'table_name', 'column_name', 'row_count',
        'example_keys',
    ] | reject('in', columns) | list -%}
    {%- if missing -%}
        {%- do log(
            'Problems of raw tables are not kept by this run: int_raw_problems is of an '
            ~ 'earlier version and lacks ' ~ missing | join(', ') ~ '. A run that builds '
            ~ 'everything (make run) brings them.',
            info=true
        ) -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return(problems) }}
{%- endmacro %}
