{#- Whether a row occurred or was loaded after `JOURNEY_AS_OF`. Without that setting the
    horizon is the data's own, and nothing lies behind it. -#}
{% macro is_after_as_of(columns) -%}
    {%- set as_of = as_of_setting() -%}
    {%- if not as_of -%}
        {{ return('false') }}
    {%- endif -%}
    {%- set events = event_columns(columns) -%}
    {%- set occurred_at = 'loaded_at' -%}
    {%- if events -%}
        {%- set occurred_at = 'coalesce(' ~ (events | join(', ')) ~ ')' -%}
    {%- endif -%}
    coalesce(greatest(loaded_at, {{ occurred_at }}) > {{ as_of }}, false)
{%- endmacro %}
