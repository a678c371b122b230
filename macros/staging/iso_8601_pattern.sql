{#- Calendar date, and optionally a time with seconds, fraction and offset. -#}
{% macro iso_8601_pattern() -%}
    {%- set day = '[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set time = '[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?' -%}
    {%- set offset = 'Z|z|[+-][0-9]{2}(:?[0-9]{2})?' -%}
    {{ day }}([T ]{{ time }}( ?({{ offset }}))?)?
{%- endmacro %}
