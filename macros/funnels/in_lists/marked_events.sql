{#- The events that `trail_marks` marks. -#}
{% macro marked_events(events, marks) -%}
    list_filter(
        {{ events }},
        lambda event, place: ({{ marks }} >> (place - 1)) & 1 = 1
    )
{%- endmacro %}
