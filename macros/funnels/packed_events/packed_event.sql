{#- An event as one whole number, which is sorted and passed on faster than a struct.
    Bits are counted so that the sign stays free. What fits into 64 bits is put together
    there: sums of 128 take their time. -#}
{% macro packed_event(parts, first='instant') -%}
    {%- set groups = [] -%}
    {%- for part, place in packed_event_layout(first).items() -%}
        {%- set value = parts.get(part, '0') -%}
        {%- if groups and groups[-1].bits + place.bits < 64 -%}
            {%- set before = groups.pop() -%}
            {%- do groups.append({
                'sql': '((' ~ before.sql ~ ') << ' ~ place.bits ~ ') + ' ~ value,
                'bits': before.bits + place.bits,
                'shift': place.shift,
            }) -%}
        {%- else -%}
            {%- do groups.append({
                'sql': 'cast(' ~ value ~ ' as bigint)',
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
