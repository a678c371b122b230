{#- `JOURNEY_AS_OF` as a timestamp literal in UTC, or nothing where it is not set. A date is the start of its day. -#}
{% macro as_of_setting() -%}
    {%- set text = env_var('JOURNEY_AS_OF', '') | trim -%}
    {%- if not text -%}
        {{ return('') }}
    {%- endif -%}
    {%- set local = text | replace('Z', '+00:00') -%}
    {%- set instant = modules.datetime.datetime.fromisoformat(local) -%}
    {%- if instant.tzinfo -%}
        {%- set instant = instant.astimezone(modules.pytz.utc) -%}
    {%- endif -%}
    {{ return("timestamp '" ~ instant.strftime('%Y-%m-%d %H:%M:%S.%f') ~ "'") }}
{%- endmacro %}
