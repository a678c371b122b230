{#- Days, with their fraction, from one instant to another. -#}
{% macro elapsed_days(start_at, end_at) -%}
    ({{ elapsed_microseconds(start_at, end_at) }} / 86400000000.0)
{%- endmacro %}
