{#- An event cannot be known before it happened: at most a day of clock error before
    `loaded_at`, and, without one, not after the start of the run, which is the one use
    of the clock. -#}
{% macro event_reasons(columns) -%}
    {%- set reasons = [] -%}
    {%- for name in event_columns(columns) -%}
        {%- do reasons.append(
            "case when " ~ name ~ " > loaded_at + interval 1 day then '"
            ~ name ~ ": more than a day after loaded_at' end"
        ) -%}
        {%- do reasons.append(
            "case when loaded_at is null and " ~ name ~ " > timestamp '"
            ~ run_started_at.strftime('%Y-%m-%d %H:%M:%S')
            ~ "' then '" ~ name ~ ": in the future' end"
        ) -%}
    {%- endfor -%}
    {{ return(reasons) }}
{%- endmacro %}
