{#- A part of a moment that `packed_moment` made. -#}
{% macro unpacked_moment(moment, part) -%}
    {%- set parts = {
        'instant': '(' ~ moment ~ ' >> 8)',
        'level': '(' ~ moment ~ ' & 255)',
    } -%}
    {{ return(parts[part]) }}
{%- endmacro %}
