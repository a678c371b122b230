{#- Between the values at the two whole ranks around fraction * (count - 1). -#}
{% macro quantile_between(below, above, count, fraction) -%}
    {%- set rank = '(cast(' ~ fraction ~ ' as double) * (' ~ count ~ ' - 1))' -%}
    ({{ below }} + ({{ above }} - {{ below }}) * ({{ rank }} - floor({{ rank }})))
{%- endmacro %}
