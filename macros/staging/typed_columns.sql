{#- Every column of a raw table twice: under its name as typed, and as it came behind
    `raw__`, for the checks. -#}
{% macro typed_columns(table) -%}
    {%- set contract = raw_contract(table) -%}
    {%- for column in contract.columns %}
        {{ raw_value(column) }} as {{ column.name }},
        source.{{ column.name }} as raw__{{ column.name }},
    {%- endfor %}
        source.custom_attributes,
        source.source_file,
        source.source_row_number,
        source.unparsed_line,
        source.parse_error
{%- endmacro %}
