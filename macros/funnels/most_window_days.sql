{#- The longest window that a funnel may have: what the column of the seed can hold. The
    sum over as many steps as there may be is an interval of the engine, too. -#}
{% macro most_window_days() -%}
    999999.999999
{%- endmacro %}
