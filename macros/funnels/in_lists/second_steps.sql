{#- Of a sorted list of events of the first two steps those of the second that come in
    time after one of the first, with the instant of that. Of several in a row the first
    is enough: the way to the others is the same. They are noted, so that they stand
    behind a later step that the same event fits. -#}
{% macro second_steps(opening) -%}
    {%- set previous = opening ~ '[place - 1]' -%}
    {%- set began = unpacked_event(previous, 'instant') -%}
    list_filter(
        list_transform(
            {{ opening }},
            lambda event, place: case
                when {{ unpacked_event('event', 'level') }} = 2
                    then case
                        when
                            {{ unpacked_event(previous, 'level') }} = 1
                            and {{ unpacked_event('event', 'instant') }} - {{ began }}
                            <= entry_window
                            then {{ packed_event(
                                unpacked_event('event', 'position'), '1', began, '2'
                            ) }}
                    end
            end
        ),
        lambda event: event is not null
    )
{%- endmacro %}
