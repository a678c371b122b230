{#- What went wrong years ago is no bottleneck of today, and of what began lately only
    the quick stays are over. -#}
{% macro is_recent_stay(entered_at, mature_days) -%}
    (
        {{ entered_at }} <= horizon.as_of - ({{ mature_days }}) * interval 1 day
        and {{ entered_at }}
        > horizon.as_of
        - ({{ mature_days }} + {{ var('bottleneck_days') }}) * interval 1 day
    )
{%- endmacro %}
