{#- Of a sorted list of ways to steps of a level and of moments of the next one (as ways
    that never began) the ways to the latter: see `second_ways`. -#}
{% macro next_ways(ways) -%}
    {%- set moment = unpacked_way('way', 'moment') -%}
    {%- set begin = unpacked_way(ways ~ '[place - 1]', 'begin') -%}
    list_filter(
        list_transform(
            {{ ways }},
            lambda way, place: case
                when
                    {{ unpacked_way('way', 'begin') }} = 0
                    and {{ begin }} > 0
                    and {{ unpacked_moment(moment, 'instant') }}
                    - {{ unpacked_moment(begin, 'instant') }} <= entry_window
                    then way + {{ begin }}
            end
        ),
        lambda way: way is not null
    )
{%- endmacro %}
