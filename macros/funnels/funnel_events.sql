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
            {% if subjects -%}
                -- Nobody of theirs would be found.
                case
                    when subject in ({{ string_literals(subjects) }}) then subject
                    else error(
                        'the subject of ' || funnel || ' is ' || subject
                        || ', and has to be one of ' || {{ string_literals(
                            [subjects | join(', ')]
                        ) }}
                    )
                end as subject,
            {%- else -%}
                subject,
            {%- endif %}
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
        -- A stage of any pipeline is also that of one: it would be met twice.
        qualify rank() over (
            partition by funnel_number, step_number, is_exclusion, event_activity
            order by case when event_pipeline is null then 0 else 1 end
        ) = 1
    )

    {% for kind in kinds -%}
        select * from (
            {{ subject_events(kind, log or ref('fct_customer_events')) }}
        ) as {{ kind }}_events
        {{ 'union all by name' if not loop.last }}
    {% endfor %}
{%- endmacro %}
