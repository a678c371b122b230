{#- A field of a struct, written so that it cannot be taken for a column of a table. -#}
{% macro struct_field(struct, field) -%}
    {{ return(adapter.dispatch('struct_field', 'journey_warehouse')(struct, field)) }}
{%- endmacro %}

{% macro default__struct_field(struct, field) -%}
    {{ struct }}.{{ field }}
{%- endmacro %}

{% macro duckdb__struct_field(struct, field) -%}
    struct_extract({{ struct }}, '{{ field }}')
{%- endmacro %}
