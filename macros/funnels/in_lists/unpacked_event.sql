{#- A part of an event that `packed_event` made. Its `moment` is as `packed_moment` makes
    one: instant and level, which eight bytes hold. -#}
{% macro unpacked_event(code, part) -%}
    {%- set parts = {
        'position': 'cast(' ~ code ~ ' >> 94 as bigint)',
        'note': 'cast(' ~ code ~ ' >> 63 & ' ~ (2 ** 31 - 1) ~ ' as bigint)',
        'instant': '(cast(' ~ code ~ ' & ' ~ (2 ** 63 - 1) ~ ' as bigint) >> 8)',
        'moment': 'xor(cast(' ~ code ~ ' & ' ~ (2 ** 63 - 1) ~ ' as bigint), 255)',
        'level': '(255 - cast(' ~ code ~ ' & 255 as smallint))',
    } -%}
    {{ return(parts[part]) }}
{%- endmacro %}
