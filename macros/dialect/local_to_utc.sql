{#- The instant, in UTC, of a wall-clock time in an IANA zone. -#}
{% macro local_to_utc(local_time, zone) -%}
    {#- UTC needs no look-up in the zone tables, row by row. -#}
    {%- if zone == 'UTC' -%}
        {{ return(local_time) }}
    {%- endif -%}
    {{ return(
        adapter.dispatch('local_to_utc', 'journey_warehouse')(local_time, zone)
    ) }}
{%- endmacro %}

{% macro default__local_to_utc(local_time, zone) -%}
    to_utc_timestamp({{ local_time }}, '{{ zone }}')
{%- endmacro %}

{% macro duckdb__local_to_utc(local_time, zone) -%}
    timezone('UTC', timezone('{{ zone }}', {{ local_time }}))
{%- endmacro %}
