{#- Calendar date, and optionally a time with seconds, fraction and offset. -#}
{% macro iso_8601_pattern() -%}
    [0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?( ?(Z|z|[+-][0-9]{2}(:?[0-9]{2})?))?)?
{%- endmacro %}
