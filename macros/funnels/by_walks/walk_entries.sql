{#- The events by which attempts may begin. The query must have the CTEs `step_events`
    and `funnels`. -#}
{% macro walk_entries() -%}
    select
        step_events.funnel_number,
        step_events.subject_number,
        step_events.position,
        step_events.occurred_at
    from step_events
    inner join funnels
        on step_events.funnel_number = funnels.funnel_number
    where
        step_events.is_required
        and step_events.level = 1
        and funnels.attempts != 'first'
    union all
    select
        step_events.funnel_number,
        step_events.subject_number,
        min(step_events.position) as position,
        min(step_events.occurred_at) as occurred_at
    from step_events
    inner join funnels
        on step_events.funnel_number = funnels.funnel_number
    where
        step_events.is_required
        and step_events.level = 1
        and funnels.attempts = 'first'
    group by step_events.funnel_number, step_events.subject_number
{%- endmacro %}
