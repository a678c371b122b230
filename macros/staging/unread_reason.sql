{#- Why a filled value could not be read as the type of its column; null where it was. -#}
{% macro unread_reason(column) -%}
    {%- set name = column.name -%}
    {%- set nouns = {
        'timestamp': 'timestamp',
        'date': 'date',
        'boolean': 'boolean',
        'bigint': 'whole number',
    } -%}
    {#- Native types hold infinity and years of six digits, which no arithmetic
        survives. -#}
    {%- set extremes = {
        'timestamp':
            "timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999999'",
        'date': "date '0001-01-01' and date '9999-12-31'",
    } -%}
    {%- set bound = number_bound(column.data_type) -%}
    {%- set is_unread = name ~ " is null and " ~ raw_text('raw__' ~ name)
        ~ " is not null" -%}
    {%- set reason = "'" ~ name ~ ": not a "
        ~ nouns.get(column.data_type, 'number') ~ "'" -%}
    {%- if column.data_type in extremes -%}
        {%- set is_unread = is_unread ~ " or " ~ name ~ " not between "
            ~ extremes[column.data_type] -%}
    {%- elif bound is not none -%}
        {#- A number that is too long for its type is one; infinity is none. -#}
        {%- set number = raw_number('raw__' ~ name, 'double') -%}
        {%- set reason = "case when " ~ number ~ " between " ~ bound ~ " and 1e308"
            ~ " then '" ~ name ~ ": above the maximum'"
            ~ " when " ~ number ~ " between -1e308 and -" ~ bound
            ~ " then '" ~ name ~ ": below the minimum'"
            ~ " else " ~ reason ~ " end" -%}
    {%- endif -%}
    {{ return("case when " ~ is_unread ~ " then " ~ reason ~ " end") }}
{%- endmacro %}
