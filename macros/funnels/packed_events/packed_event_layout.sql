{#- Where the parts of a packed event stand. Numbers are ordered by their first part;
    instants, in microseconds, reach two thousand years back and forth. -#}
{% macro packed_event_layout(first) -%}
    {%- set bits = {'position': 32, 'rank': 8, 'instant': 57, 'note': 30} -%}
    {%- set order = {
        'position': ['position', 'rank', 'instant', 'note'],
        'instant': ['instant', 'position', 'rank', 'note'],
        'note': ['note', 'instant', 'position', 'rank'],
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
