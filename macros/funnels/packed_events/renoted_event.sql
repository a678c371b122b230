{#- A packed event with another note. -#}
{% macro renoted_event(code, note) -%}
    {%- set shift = packed_event_layout('position').instant.shift -%}
    ({{ code }} >> {{ shift }} << {{ shift }}) + {{ note }}
{%- endmacro %}
