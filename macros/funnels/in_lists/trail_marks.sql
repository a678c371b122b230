{#- What `followed_trail` would take of a list of at most 48 events, as bits of a whole
    number: to keep a number is done in half of the time that it takes to copy a list per
    event. Above the bits stand the level that the attempt under way has reached, and the
    place of the event from which the next one is timed; of an attempt that is complete,
    the place where it ended. It goes through `moments`, which are passed on faster. -#}
{% macro trail_marks(events, moments) -%}
    {%- set level = '(marks >> 48 & 63)' -%}
    {%- set origin = '[marks >> 54]' -%}
    {%- set moment_level = unpacked_moment('moment', 'level') -%}
    {%- set is_in_time -%}
        {{ unpacked_moment('moment', 'instant') }}
        - {{ unpacked_moment(moments ~ origin, 'instant') }}
        <= coalesce(entry_window, step_windows[{{ level }} + 1])
    {%- endset -%}
    {%- set is_later -%}
        {{ unpacked_event(events ~ '[place]', 'position') }}
        > {{ unpacked_event(events ~ origin, 'position') }}
    {%- endset -%}
    list_reduce(
        {{ moments }},
        lambda marks, moment, place: case {{ moment_level }}
            when 1 then case
                when
                    marks = 0
                    or is_repeated and case
                        when {{ level }} < last_level then not ({{ is_in_time }})
                        else {{ is_later }}
                    end
                    then
                        marks & {{ 2 ** 48 - 1 }}
                        | (cast(1 as bigint) << (place - 1))
                        | {{ 2 ** 48 }}
                        | (place << 54)
                else marks
            end
            when {{ level }} + 1 then case
                when {{ is_in_time }}
                    then case
                        when entry_window is null or {{ moment_level }} = last_level
                            then marks & {{ 2 ** 54 - 1 }} | (place << 54)
                        else marks
                    end + {{ 2 ** 48 }} | (cast(1 as bigint) << (place - 1))
                else marks
            end
            else marks
        end,
        cast(0 as bigint)
    )
{%- endmacro %}
