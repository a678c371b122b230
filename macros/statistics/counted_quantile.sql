{#- Between the values at the two whole ranks around fraction * (total - 1), in proportion,
    as percentile_cont does, but without a row for each value. Of no value the upper rank
    is 0, which no count exceeds. -#}
{% macro counted_quantile(value, count_up_to, total, fraction) -%}
    {%- set rank = '(' ~ fraction ~ ' * (' ~ total ~ ' - 1))' -%}
    {%- set below -%}
        min({{ value }}) filter (where {{ count_up_to }} > floor({{ rank }}))
    {%- endset -%}
    {%- set above -%}
        min({{ value }}) filter (where {{ count_up_to }} > ceil({{ rank }}))
    {%- endset -%}
    ({{ below }} + ({{ above }} - {{ below }}) * max({{ rank }} - floor({{ rank }})))
{%- endmacro %}
