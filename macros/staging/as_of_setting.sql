{#- `JOURNEY_AS_OF` as a timestamp literal in UTC, or nothing where it is not set.
    Without an offset it is a time of `reporting_timezone`; a date alone is the start of
    its day. -#}
{% macro as_of_setting() -%}
    {%- set text = env_var('JOURNEY_AS_OF', '') | trim -%}
    {%- if not text -%}
        {{ return('') }}
    {%- endif -%}
    {%- set iso_text = text | replace('Z', '+00:00') -%}
    {%- set instant = modules.datetime.datetime.fromisoformat(iso_text) -%}
    {%- if not instant.tzinfo -%}
        {%- set zone = modules.pytz.timezone(var('reporting_timezone')) -%}
        {%- set instant = zone.localize(instant) -%}
    {%- endif -%}
    {%- set utc = instant.astimezone(modules.pytz.utc) -%}
    {{ return("timestamp '" ~ utc.strftime('%Y-%m-%d %H:%M:%S.%f') ~ "'") }}
{%- endmacro %}
