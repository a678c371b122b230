{#- The value below which a fraction of a group's values lies, between two of them in
    proportion; null values do not count. -#}
{% macro quantile(value, fraction) -%}
    percentile_cont({{ fraction }}) within group (order by {{ value }})
{%- endmacro %}
