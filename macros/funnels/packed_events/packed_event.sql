{#- An event as one whole number, which is sorted and passed on faster than a struct.
    Bits are counted so that the sign stays free; a position that needs more than 32 of
    them overflows, which is an error. Parts that fit into 64 bits are put together
    there: sums of 128 take their time. -#}
{% macro packed_event(first, parts) -%}
    {%- set layout = packed_event_layout(first) -%}
    {%- set groups = [] -%}
    {%- for part, place in layout.items() -%}
        {%- if groups and groups[-1].bits + place.bits < 64 -%}
            {%- set before = groups.pop() -%}
            {%- do groups.append({
                'sql': '(' ~ before.sql ~ ' << ' ~ place.bits ~ ') + ' ~ parts[part],
                'bits': before.bits + place.bits,
                'shift': place.shift,
            }) -%}
        {%- else -%}
            {%- do groups.append({
                'sql': 'cast(' ~ parts[part] ~ ' as bigint)',
                'bits': place.bits,
                'shift': place.shift,
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    (
        {%- for group in groups %}
        {{ '+ ' if not loop.first -}}
        (cast({{ group.sql }} as hugeint) << {{ group.shift }})
        {%- endfor %}
    )
{%- endmacro %}
