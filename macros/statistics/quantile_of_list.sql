{#- Between the values at the two whole ranks around fraction * (count - 1). -#}
{% macro quantile_of_list(list, count, fraction) -%}
    {%- set rank = '(cast(' ~ fraction ~ ' as double) * (' ~ count ~ ' - 1))' -%}
    {%- set below = list_element(list, 'cast(floor(' ~ rank ~ ') as bigint) + 1') -%}
    {%- set above = list_element(list, 'cast(ceil(' ~ rank ~ ') as bigint) + 1') -%}
    ({{ below }} + ({{ above }} - {{ below }}) * ({{ rank }} - floor({{ rank }})))
{%- endmacro %}
