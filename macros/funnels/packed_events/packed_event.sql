{#- An event as one whole number, which is sorted and passed on faster than a struct.
    Bits are counted so that the sign stays free; a position that needs more than 32 of
    them overflows, which is an error. -#}
{% macro packed_event(first, parts) -%}
    {%- set layout = packed_event_layout(first) -%}
    (
        {%- for part, place in layout.items() %}
        {{ '+ ' if not loop.first -}}
        (cast({{ parts[part] }} as hugeint) << {{ place.shift }})
        {%- endfor %}
    )
{%- endmacro %}
