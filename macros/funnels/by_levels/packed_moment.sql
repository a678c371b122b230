{#- An instant and a level as one whole number of eight bytes. Within an instant the
    earlier step comes first, so that what may follow does. -#}
{% macro packed_moment(instant, level) -%}
    ((({{ instant }}) << 8) + {{ level }})
{%- endmacro %}
