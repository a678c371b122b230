{#- The instant of a number that `packed_instant` made. -#}
{% macro unpacked_instant(number) -%}
    make_timestamp({{ number }} - {{ 2 ** 54 }})
{%- endmacro %}
