{#- A part of an event that `packed_event` made. -#}
{% macro unpacked_event(code, part, first='instant') -%}
    {%- set place = packed_event_layout(first)[part] -%}
    cast(({{ code }} >> {{ place.shift }}) & {{ place.greatest }} as bigint)
{%- endmacro %}
