{#- The wall-clock time of an instant in UTC, in a zone that each row names. -#}
{% macro utc_to_zone(instant, zone) -%}
    {{ return(adapter.dispatch('utc_to_zone', 'journey_warehouse')(instant, zone)) }}
{%- endmacro %}

{% macro default__utc_to_zone(instant, zone) -%}
    from_utc_timestamp({{ instant }}, {{ zone }})
{%- endmacro %}

{% macro duckdb__utc_to_zone(instant, zone) -%}
    timezone({{ zone }}, timezone('UTC', {{ instant }}))
{%- endmacro %}
