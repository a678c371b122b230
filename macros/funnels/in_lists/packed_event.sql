{#- An event as one whole number, which is sorted and passed on faster than a struct; it
    is put together from two of 63 bits, as sums of 128 take their time. Events are in
    their order. Where one fits two steps the later step comes first, so that what
    follows an event is never the event itself. -#}
{% macro packed_event(position, note, instant, level) -%}
    (cast((cast({{ position }} as bigint) << 31) + {{ note }} as hugeint) << 63)
    + (({{ instant }} << 8) + 255 - {{ level }})
{%- endmacro %}
