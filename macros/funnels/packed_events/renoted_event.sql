{#- A packed event with another note. -#}
{% macro renoted_event(code, note) -%}
    {%- set bits = packed_event_layout().note.bits -%}
    ({{ code }} >> {{ bits }} << {{ bits }}) + {{ note }}
{%- endmacro %}
