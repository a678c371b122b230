{#- Hours, with their fraction, from one instant to another. -#}
{% macro elapsed_hours(start_at, end_at) -%}
    ({{ elapsed_microseconds(start_at, end_at) }} / 3600000000.0)
{%- endmacro %}
