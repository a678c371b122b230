{#- A raw column as an instant in UTC, null where it is none: ISO 8601, with an offset
    or in `raw_timezone`; a date alone is midnight in `reporting_timezone`. -#}
{% macro raw_instant(column) -%}
    {{ return(adapter.dispatch('raw_instant', 'journey_warehouse')(column)) }}
{%- endmacro %}

{% macro default__raw_instant(column) -%}
    try_cast({{ raw_text(column) }} as timestamp)
{%- endmacro %}

{#- The type is known when the query is planned, and one branch is left. A cast of text
    to a timestamp would ignore an offset, and take 'epoch', '2024-1-5', '10:0 :00' and
    names of zones, so the form is checked first: that which files hold by the million by
    `like` and `strptime`, which cost no more than the cast and half of what a regular
    expression does. -#}
{% macro duckdb__raw_instant(column) -%}
    {%- set text = raw_text(column) -%}
    {%- set native_time = 'try_cast(' ~ column ~ ' as timestamp)' -%}
    {%- set text_time = 'try_cast(' ~ text ~ ' as timestamp)' -%}
    {%- set day_zone = var('reporting_timezone') -%}
    {%- set raw_zone = var('raw_timezone') -%}
    case
        when typeof({{ column }}) like 'TIMESTAMP% WITH TIME ZONE'
            then timezone('UTC', try_cast({{ column }} as timestamptz))
        when typeof({{ column }}) = 'DATE'
            then {{ local_to_utc(native_time, day_zone) }}
        when typeof({{ column }}) like 'TIMESTAMP%'
            then {{ local_to_utc(native_time, raw_zone) }}
        when {{ text }} like '____-__-__T__:__:__Z'
            then try_strptime({{ text }}, '%Y-%m-%dT%H:%M:%SZ')
        when {{ text }} like '____-__-__ __:__:__'
            then {{ local_to_utc(
                "try_strptime(" ~ text ~ ", '%Y-%m-%d %H:%M:%S')", raw_zone
            ) }}
        when {{ text }} like '____-__-__T__:__:__'
            then {{ local_to_utc(
                "try_strptime(" ~ text ~ ", '%Y-%m-%dT%H:%M:%S')", raw_zone
            ) }}
        when not regexp_full_match({{ text }}, '{{ iso_8601_pattern() }}')
            then null
        when length({{ text }}) = 10
            then {{ local_to_utc(text_time, day_zone) }}
        when regexp_matches({{ text }}, '(Z|z|[+-][0-9]{2}(:?[0-9]{2})?)$')
            then timezone('UTC', try_cast({{ text }} as timestamptz))
        else {{ local_to_utc(text_time, raw_zone) }}
    end
{%- endmacro %}
