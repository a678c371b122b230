{#- At which places of a list of taken events an attempt begins. -#}
{% macro trail_starts(taken) -%}
    list_filter(
        list_transform(
            {{ taken }},
            lambda event, place:
            case when {{ unpacked_event('event', 'level') }} = 1 then place end
        ),
        lambda place: place is not null
    )
{%- endmacro %}
