{#- The day, in `reporting_timezone`, of an instant. -#}
{% macro local_date(instant) -%}
    cast({{ utc_to_local(instant, var('reporting_timezone')) }} as date)
{%- endmacro %}
