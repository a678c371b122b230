{#- The wall-clock time in an IANA zone of an instant in UTC. -#}
{% macro utc_to_local(instant, zone) -%}
    {#- UTC needs no look-up in the zone tables, row by row. -#}
    {%- if zone == 'UTC' -%}
        {{ return(instant) }}
    {%- endif -%}
    {{ return(utc_to_zone(instant, "'" ~ zone ~ "'")) }}
{%- endmacro %}
