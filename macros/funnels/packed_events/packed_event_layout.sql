{#- Where the parts of a packed event stand. By its instant it is sorted as by its
    position, but what has no position can be put between; by its position, its instant
    can be another one. That it is an end puts it behind all others of its position.
    Instants, in microseconds, reach five hundred years back and forth. -#}
{% macro packed_event_layout(first='instant') -%}
    {%- set bits = {
        'instant': 55, 'position': 32, 'is_end': 1, 'rank': 8, 'note': 31
    } -%}
    {%- set order = {
        'instant': ['instant', 'position', 'is_end', 'rank', 'note'],
        'position': ['position', 'is_end', 'rank', 'instant', 'note'],
    }[first] -%}
    {%- set layout = {} -%}
    {%- set end = namespace(shift=127) -%}
    {%- for part in order -%}
        {%- set end.shift = end.shift - bits[part] -%}
        {%- do layout.update({
            part: {
                'bits': bits[part],
                'shift': end.shift,
                'greatest': 2 ** bits[part] - 1,
            }
        }) -%}
    {%- endfor -%}
    {{ return(layout) }}
{%- endmacro %}
