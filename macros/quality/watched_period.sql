{#- The day on which the period of a row begins: its day, or the Monday of its week. What
    is not named `_at` is a day already. -#}
{% macro watched_period(column, grain) -%}
    {%- set day = local_date(column) if column.endswith('_at') else column -%}
    {%- if grain == 'week' -%}
        {%- set day = dbt.date_trunc('week', day) -%}
    {%- endif -%}
    cast({{ day }} as date)
{%- endmacro %}
