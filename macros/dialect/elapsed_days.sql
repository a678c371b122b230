{#- Days, with their fraction, from one instant to another. -#}
{% macro elapsed_days(start_at, end_at) -%}
    {{ return(
        adapter.dispatch('elapsed_days', 'journey_warehouse')(start_at, end_at)
    ) }}
{%- endmacro %}

{% macro default__elapsed_days(start_at, end_at) -%}
    ((unix_micros({{ end_at }}) - unix_micros({{ start_at }})) / 86400000000.0)
{%- endmacro %}

{#- datediff would count the boundaries that were crossed. -#}
{% macro duckdb__elapsed_days(start_at, end_at) -%}
    ((epoch_us({{ end_at }}) - epoch_us({{ start_at }})) / 86400000000.0)
{%- endmacro %}
