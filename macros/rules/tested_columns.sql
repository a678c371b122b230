{#- The columns that a test of a table is about. -#}
{% macro tested_columns(test) -%}
    {{ return(test.test_metadata.kwargs.columns or [test.column_name]) }}
{%- endmacro %}
