{#- The text of a whole number, its digits in groups of three; null for null. -#}
{% macro grouped_digits(number, separator) -%}
    {{ return(adapter.dispatch('grouped_digits', 'journey_warehouse')(
        number, separator
    )) }}
{%- endmacro %}

{% macro default__grouped_digits(number, separator) -%}
    replace(format_number({{ number }}, 0), ',', '{{ separator }}')
{%- endmacro %}

{% macro duckdb__grouped_digits(number, separator) -%}
    replace(format('{:,}', {{ number }}), ',', '{{ separator }}')
{%- endmacro %}
