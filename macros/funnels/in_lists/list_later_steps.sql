{#- The steps of an attempt after its entry, of `ends.path` and `optional_steps`; null
    for none. Required steps are in order without sorting. -#}
{% macro list_later_steps() -%}
    {%- set required_steps -%}
        list_transform(
            ends.path[2:],
            lambda event, place: {{ later_step(
                'funnels.step_numbers[place + 1]',
                unpacked_instant(unpacked_event('event', 'instant')),
                unpacked_instant(unpacked_event('ends.path[place]', 'instant')),
            ) }}
        )
    {%- endset -%}
    case
        when ends.level = 1 then null
        when optional_steps.steps is null then {{ required_steps }}
        else list_sort(list_concat({{ required_steps }}, optional_steps.steps))
    end
{%- endmacro %}
