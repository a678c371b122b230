{#- Whether an event is one that a row of `funnel_activities` names. -#}
{% macro fits_step(events, names) -%}
    {{ events }}.activity = {{ names }}.event_activity
    and (
        {{ names }}.event_pipeline is null
        or {{ events }}.pipeline = {{ names }}.event_pipeline
    )
    and ({{ names }}.channel is null or {{ events }}.channel = {{ names }}.channel)
{%- endmacro %}
