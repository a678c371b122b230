{#- The events of funnels with a number for each subject of a funnel. -#}
{% macro numbered_events(rules, log=none, subjects=none) -%}
    with

    events as (
        {{ funnel_events(rules, log, subjects) }}
    ),

    -- Numbers are sorted and compared faster than texts.
    subjects as (
        select
            funnel_number,
            subject_id,
            cast(row_number() over (order by funnel_number, subject_id) as integer)
                as subject_number
        from (
            select distinct
                funnel_number,
                subject_id
            from events
            where subject_id is not null
        ) as found
    )

    select
        events.funnel_number,
        subjects.subject_number,
        events.funnel,
        events.subject_id,
        events.step_number,
        events.level,
        events.is_required,
        events.is_optional,
        events.is_exclusion,
        events.position,
        events.occurred_at,
        events.event_customer_id,
        events.event_channel
    from events
    inner join subjects
        on
            events.funnel_number = subjects.funnel_number
            and events.subject_id = subjects.subject_id
{%- endmacro %}
