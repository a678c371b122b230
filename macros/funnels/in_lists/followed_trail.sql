{#- Goes through a sorted list of a subject's events and takes from it those that its
    attempts reach, one attempt behind the other. What was taken last tells the rest: its
    level, how many events back the attempt began. A list of lists, as what is gathered
    has to be of one type with the elements. -#}
{% macro followed_trail(events, taken) -%}
    {%- set event = 'event[1]' -%}
    {%- set last = 'taken[-1]' -%}
    {%- set level = unpacked_event(last, 'level') -%}
    {%- set entry = 'taken[-' ~ level ~ ']' -%}
    {%- set is_later -%}
        {{ unpacked_event(event, 'position') }} > {{ unpacked_event(last, 'position') }}
    {%- endset -%}
    {%- set is_in_time -%}
        {{ unpacked_event(event, 'instant') }} <= coalesce(
            {{ unpacked_event(entry, 'instant') }} + entry_window,
            {{ unpacked_event(last, 'instant') }} + step_windows[{{ level }} + 1]
        )
    {%- endset -%}
    list_reduce(
        list_transform({{ events }}, lambda event: [event]),
        lambda taken, event: case
            when
                case {{ unpacked_event(event, 'level') }}
                    when 1 then
                        attempts = 'all'
                        and not ({{ level }} < last_level and {{ is_in_time }})
                    when {{ level }} + 1 then {{ is_in_time }}
                    else false
                end
                and {{ is_later }}
                then list_append(taken, {{ event }})
            else taken
        end,
        {{ taken }}
    )
{%- endmacro %}
