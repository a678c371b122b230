{#- A raw column brought to the type that the contract gives it; null where it cannot be
    read. -#}
{% macro raw_value(column) -%}
    {%- set name = 'source.' ~ column.name -%}
    {%- set data_type = column.data_type -%}
    {%- if column.meta.get('is_identity') -%}
        {{ return(raw_identity(name)) }}
    {%- elif column.meta.get('is_code') -%}
        {{ return('upper(' ~ raw_text(name) ~ ')') }}
    {%- elif column.meta.get('accepted_values') -%}
        {{ return('lower(' ~ raw_text(name) ~ ')') }}
    {%- elif data_type == 'varchar' -%}
        {{ return(raw_text(name)) }}
    {%- elif data_type == 'timestamp' -%}
        {{ return(raw_instant(name)) }}
    {%- elif data_type == 'date' -%}
        {{ return(raw_date(name)) }}
    {%- elif data_type == 'boolean' -%}
        {{ return('try_cast(' ~ raw_text(name) ~ ' as boolean)') }}
    {%- endif -%}
    {{ return(raw_number(name, data_type)) }}
{%- endmacro %}
