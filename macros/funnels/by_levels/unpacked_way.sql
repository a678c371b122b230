{#- A part of a way that `packed_way` made. -#}
{% macro unpacked_way(way, part) -%}
    {%- set parts = {
        'moment': 'cast(' ~ way ~ ' >> 63 as bigint)',
        'begin': 'cast(' ~ way ~ ' & ' ~ (2 ** 63 - 1) ~ ' as bigint)',
    } -%}
    {{ return(parts[part]) }}
{%- endmacro %}
