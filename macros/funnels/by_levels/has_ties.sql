{#- Whether a sorted list of ways has two steps at one instant. -#}
{% macro has_ties(ways) -%}
    len(list_filter(
        {{ ways }},
        lambda way, place: {{ unpacked_way('way', 'moment') }}
        - {{ unpacked_way(ways ~ '[place - 1]', 'moment') }} between 1 and 255
    )) > 0
{%- endmacro %}
