{#- The end of an attempt as a packed event, ordered by its instant: that of the event
    which completes it, or where nothing does a later instant, behind all events of it.
    Its rank is the level that was reached, its note the number of the entry. -#}
{% macro packed_ending(event, level, entry_number, instant=none) -%}
    {{ packed_event('instant', {
        'instant': instant or unpacked_event(event, 'instant'),
        'position': packed_event_layout('instant').position.greatest
            if instant else unpacked_event(event, 'position'),
        'rank': level,
        'note': entry_number,
    }) }}
{%- endmacro %}
