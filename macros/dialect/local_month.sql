{#- The first day of the month, in `reporting_timezone`, of an instant. -#}
{% macro local_month(instant) -%}
    cast(date_trunc('month', {{ local_date(instant) }}) as date)
{%- endmacro %}
