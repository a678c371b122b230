{#- The wall-clock time in an IANA zone of an instant in UTC. -#}
{% macro utc_to_local(instant, zone) -%}
    {%- if zone == 'UTC' -%}
        {{ return(instant) }}
    {%- endif -%}
    {{ return(adapter.dispatch('utc_to_local', 'journey_warehouse')(instant, zone)) }}
{%- endmacro %}

{% macro default__utc_to_local(instant, zone) -%}
    from_utc_timestamp({{ instant }}, '{{ zone }}')
{%- endmacro %}

{% macro duckdb__utc_to_local(instant, zone) -%}
    timezone('{{ zone }}', timezone('UTC', {{ instant }}))
{%- endmacro %}
