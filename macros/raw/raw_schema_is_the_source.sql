{#- With a loaded schema and no `JOURNEY_RAW_DIR` the sample must not fill the gaps
    between real tables. -#}
{% macro raw_schema_is_the_source() -%}
    {%- if env_var('JOURNEY_RAW_DIR', '') -%}
        {{ return(false) }}
    {%- endif -%}
    {%- for table in raw_tables() if raw_relation(table) is not none -%}
        {{ return(true) }}
    {%- endfor -%}
    {{ return(false) }}
{%- endmacro %}
