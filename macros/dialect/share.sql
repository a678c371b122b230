{#- A fraction from 0 to 1; null, not 0, where there is nothing to divide by. -#}
{% macro share(part, whole) -%}
    (cast({{ part }} as double) / nullif({{ whole }}, 0))
{%- endmacro %}
