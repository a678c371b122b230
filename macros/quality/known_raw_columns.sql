{#- The columns that raw tables had in earlier runs, kept by `record_checks`: a file that
    is overwritten tells nothing of what it held before. Unit tests bring their own. -#}
{% macro known_raw_columns() -%}
    quality.raw_columns
{%- endmacro %}
