{#- The steps of an attempt after its entry, of `ends.path` and `optional_steps`; null
    for none. -#}
{% macro list_later_steps() -%}
    case
        when ends.level > 1
            then list_sort(list_concat(
                list_transform(
                    ends.path[2:],
                    lambda event, place: {{ later_step(
                        'funnels.step_numbers[place + 1]',
                        unpacked_instant(unpacked_event('event', 'instant')),
                        unpacked_instant(unpacked_event('ends.path[place]', 'instant')),
                    ) }}
                ),
                optional_steps.steps
            ))
    end
{%- endmacro %}
