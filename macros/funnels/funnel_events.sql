{#- A row per event of a subject and row of the rules that it fits; `position` is its
    place among the subject's events. Everything else is left out at once. -#}
{% macro funnel_events(rules, log=none, subjects=none) -%}
    {%- set kinds = subjects
        or ['customer', 'journey', 'session', 'account', 'deal'] -%}
    with

    names as (
        select distinct
            funnel,
            funnel_number,
            subject,
            step_number,
            level,
            is_required,
            is_optional,
            is_exclusion,
            channel,
            event_activity,
            event_pipeline
        from (
            {{ funnel_activities(rules) }}
        ) as named
    )

    {% for kind in kinds -%}
        select * from (
            {{ subject_events(kind, log or ref('fct_customer_events')) }}
        ) as {{ kind }}_events
        {{ 'union all by name' if not loop.last }}
    {% endfor %}
{%- endmacro %}
