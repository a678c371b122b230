{#- What stands before the hash in the `parse_error` of a row that is blank in its file's
    twin; `ERASED` in orchestration/ingestion/erasing.py. -#}
{% macro erased_mark() -%}
    {{ return('erased by ') }}
{%- endmacro %}
