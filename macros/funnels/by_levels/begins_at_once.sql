{#- Whether one of the ways to second steps begins at the very instant of the step. -#}
{% macro begins_at_once(ways) -%}
    len(list_filter(
        {{ ways }},
        lambda way: {{ unpacked_way('way', 'moment') }}
        - {{ unpacked_way('way', 'begin') }} < 255
    )) > 0
{%- endmacro %}
