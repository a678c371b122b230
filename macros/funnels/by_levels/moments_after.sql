{#- The moments of steps behind the second that may be reached by one of the ways there:
    after the first of these, and in time after the last, which began last. -#}
{% macro moments_after(moments, ways) -%}
    list_filter(
        {{ moments }},
        lambda moment: case
            when {{ unpacked_moment('moment', 'level') }} > 2
                then
                    moment > {{ unpacked_way(ways ~ '[1]', 'moment') }}
                    and {{ unpacked_moment('moment', 'instant') }}
                    - {{ unpacked_moment(
                        unpacked_way(ways ~ '[-1]', 'begin'), 'instant'
                    ) }} <= entry_window
            else false
        end
    )
{%- endmacro %}
