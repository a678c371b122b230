{#- The table that an EL tool loaded for a raw table, or none. -#}
{% macro raw_relation(table) -%}
    {{ return(adapter.get_relation(target.database, var('raw_schema'), table)) }}
{%- endmacro %}
