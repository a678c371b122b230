{#- The end of an attempt as a packed event, which sorts behind the event that completes
    it, or where nothing does behind all events of the instant until which it waited.
    Its rank is the level that was reached, its note the number of the entry. -#}
{% macro packed_ending(event, level, entry_number, instant=none) -%}
    {{ packed_event({
        'instant': instant or unpacked_event(event, 'instant'),
        'position': packed_event_layout().position.greatest
            if instant else unpacked_event(event, 'position'),
        'is_end': '1',
        'rank': level,
        'note': entry_number,
    }) }}
{%- endmacro %}
