{#- Schemas are named as the folders say, whatever the target: a warehouse has one file
    of its own. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ return((custom_schema_name or target.schema) | trim) }}
{%- endmacro %}
