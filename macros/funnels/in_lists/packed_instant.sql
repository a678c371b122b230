{#- An instant as `packed_event` takes it: microseconds, and no negative number. -#}
{% macro packed_instant(instant) -%}
    epoch_us({{ instant }}) + {{ 2 ** 54 }}
{%- endmacro %}
