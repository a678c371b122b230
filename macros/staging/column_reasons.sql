{#- The checks of one column, each an SQL expression that gives a reason or null. -#}
{% macro column_reasons(column) -%}
    {%- set name = column.name -%}
    {%- set meta = column.meta -%}
    {%- set reasons = [] -%}
    {%- set nouns = {'timestamp': 'timestamp', 'date': 'date', 'boolean': 'boolean', 'bigint': 'whole number'} -%}
    {%- set raw = raw_text('raw__' ~ name) -%}
    {%- if meta.get('is_filled') -%}
        {%- set is_empty = name ~ ' is null' if column.data_type == 'varchar' else raw ~ ' is null' -%}
        {%- do reasons.append("case when " ~ is_empty ~ " then '" ~ name ~ ": empty' end") -%}
    {%- endif -%}
    {%- if column.data_type != 'varchar' -%}
        {%- do reasons.append(
            "case when " ~ name ~ " is null and " ~ raw ~ " is not null then '"
            ~ name ~ ": not a " ~ nouns.get(column.data_type, 'number') ~ "' end"
        ) -%}
    {%- endif -%}
    {%- set limits = [
        ('accepted_values', ' not in (', 'not an accepted value'),
        ('minimum', ' < ', 'below the minimum'),
        ('above', ' <= ', 'below the minimum'),
        ('maximum', ' > ', 'above the maximum'),
    ] -%}
    {%- for key, operator, reason in limits if key in meta -%}
        {%- set limit = "'" ~ (meta[key] | join("', '")) ~ "')" if key == 'accepted_values' else meta[key] -%}
        {%- do reasons.append(
            "case when " ~ name ~ operator ~ limit ~ " then '" ~ name ~ ": " ~ reason ~ "' end"
        ) -%}
    {%- endfor -%}
    {{ return(reasons) }}
{%- endmacro %}
