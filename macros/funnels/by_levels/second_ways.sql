{#- Of a sorted list of moments of the first two steps those of the second that come in
    time after one of the first, as ways. Of several in a row the first is enough: the
    way to the others is the same. What is asked one `case` within the other is looked
    at only where it has to be. -#}
{% macro second_ways(moments) -%}
    {%- set begin = moments ~ '[place - 1]' -%}
    list_filter(
        list_transform(
            {{ moments }},
            lambda moment, place: case
                when {{ unpacked_moment('moment', 'level') }} = 2
                    then case
                        when
                            {{ unpacked_moment(begin, 'level') }} = 1
                            and {{ unpacked_moment('moment', 'instant') }}
                            - {{ unpacked_moment(begin, 'instant') }} <= entry_window
                            then {{ packed_way('moment', begin) }}
                    end
            end
        ),
        lambda way: way is not null
    )
{%- endmacro %}
