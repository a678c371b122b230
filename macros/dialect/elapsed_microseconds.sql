{#- Whole microseconds from one instant to another. -#}
{% macro elapsed_microseconds(start_at, end_at) -%}
    {{ return(
        adapter.dispatch('elapsed_microseconds', 'journey_warehouse')(start_at, end_at)
    ) }}
{%- endmacro %}

{% macro default__elapsed_microseconds(start_at, end_at) -%}
    (unix_micros({{ end_at }}) - unix_micros({{ start_at }}))
{%- endmacro %}

{#- datediff would count the boundaries that were crossed. -#}
{% macro duckdb__elapsed_microseconds(start_at, end_at) -%}
    (epoch_us({{ end_at }}) - epoch_us({{ start_at }}))
{%- endmacro %}
