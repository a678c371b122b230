{#- The latest instant that a row tells of; null where it tells of none. -#}
{% macro latest_event_at(columns) -%}
    {%- set names = event_columns(columns) -%}
    {%- if not names -%}
        {{ return('cast(null as timestamp)') }}
    {%- elif names | length == 1 -%}
        {{ return(names[0]) }}
    {%- endif -%}
    greatest({{ names | join(', ') }})
{%- endmacro %}
