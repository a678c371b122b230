{#- For each probe among the numbers of a sorted list, the place of the first other
    number behind it among those others: an as-of join within a list. The m-th number of
    the list, if it is the r-th probe, has m - r others before it. -#}
{% macro next_places(merged, is_probe) -%}
    {%- set places -%}
        list_transform(
            {{ merged }},
            lambda event, place: case when {{ is_probe }} then place end
        )
    {%- endset -%}
    list_transform(
        {{ filled_elements(places) }},
        lambda place, probe: place - probe + 1
    )
{%- endmacro %}
