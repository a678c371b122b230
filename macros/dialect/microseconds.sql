{#- An interval of a whole number of microseconds, however many. -#}
{% macro microseconds(number) -%}
    {{ return(adapter.dispatch('microseconds', 'journey_warehouse')(number)) }}
{%- endmacro %}

{% macro default__microseconds(number) -%}
    make_dt_interval(0, 0, 0, cast({{ number }} as decimal(38, 0)) / 1000000)
{%- endmacro %}

{#- A product with an interval takes 32 bits alone. -#}
{% macro duckdb__microseconds(number) -%}
    to_microseconds({{ number }})
{%- endmacro %}
