{#- What `followed_trail` would take of a list of at most 48 events, as bits of a whole
    number: to keep a number is done in half of the time that it takes to copy a list per
    event. Above the bits stand the place of the event that was taken last, its level and
    the instant by which the next has to come. -#}
{% macro trail_marks(events) -%}
    {%- set half = 2 ** 63 - 1 -%}
    {%- set high = 'cast(marks >> 63 as bigint)' -%}
    {%- set low = 'cast(marks & ' ~ half ~ ' as bigint)' -%}
    {%- set level = '(' ~ high ~ ' & 255)' -%}
    {%- set deadline = '(' ~ high ~ ' >> 8)' -%}
    {%- set event_level = unpacked_event('event', 'level') -%}
    {%- set instant = unpacked_event('event', 'instant') -%}
    {%- set last = events ~ '[' ~ low ~ ' >> 48]' -%}
    list_reduce(
        {{ events }},
        lambda marks, event, place: case
            when
                case {{ event_level }}
                    when 1 then case
                        when {{ level }} = 0 then true
                        when attempts != 'all' then false
                        when {{ level }} < last_level then {{ instant }} > {{ deadline }}
                        else true
                    end
                    when {{ level }} + 1 then {{ instant }} <= {{ deadline }}
                    else false
                end
                then case
                    when
                        {{ low }} = 0
                        or {{ unpacked_event('event', 'position') }}
                        > {{ unpacked_event(last, 'position') }}
                        then (cast(
                            (least(
                                case
                                    when {{ event_level }} > 1 and entry_window is not null
                                        then {{ deadline }}
                                    else {{ instant }} + coalesce(
                                        entry_window,
                                        step_windows[{{ event_level }} + 1],
                                        0
                                    )
                                end,
                                {{ 2 ** 55 - 1 }}
                            ) << 8) + {{ event_level }} as hugeint
                        ) << 63) + (
                            {{ low }} & {{ 2 ** 48 - 1 }}
                            | (cast(1 as bigint) << (place - 1))
                            | (cast(place as bigint) << 48)
                        )
                    else marks
                end
            else marks
        end,
        cast(0 as hugeint)
    )
{%- endmacro %}
