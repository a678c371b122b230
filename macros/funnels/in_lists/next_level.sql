{#- Of a sorted list of events of one level and of the next, those of the next that come
    in time after one of the other, with the instant at which the way to that began. The
    first of several is enough: the way to the others is the same. -#}
{% macro next_level(walks, level) -%}
    {%- set previous = walks ~ '[place - 1]' -%}
    {%- set began = unpacked_event(previous, 'instant', 'position') -%}
    {%- set reached -%}
        list_transform(
            {{ walks }},
            lambda event, place: case
                when {{ has_rank('event', '254 - ' ~ level, 'position') }}
                    then case
                        when
                            {{ has_rank(previous, '255 - ' ~ level, 'position') }}
                            and {{ unpacked_event('event', 'instant', 'position') }}
                            - {{ began }} <= entry_window
                            then {{ packed_event({
                                'position': unpacked_event(
                                    'event', 'position', 'position'
                                ),
                                'rank': '254 - ' ~ level,
                                'instant': began,
                            }, 'position') }}
                    end
            end
        )
    {%- endset -%}
    {{ filled_elements(reached) }}
{%- endmacro %}
