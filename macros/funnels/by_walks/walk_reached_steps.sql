{#- A row per attempt that is kept and step that it reached after its entry. The query
    must have the CTEs `kept`, `walks`, `rules` and `step_events`. -#}
{% macro walk_reached_steps() -%}
    with

    hopped as (
        select
            kept.funnel_number,
            walks.*
        from kept
        inner join walks
            on
                kept.subject_number = walks.subject_number
                and kept.entry_position = walks.entry_position
    ),

    required_steps as (
        select
            hopped.subject_number,
            hopped.entry_position,
            rules.step_number,
            hopped.occurred_at,
            hopped.from_at
        from hopped
        inner join rules
            on
                hopped.funnel_number = rules.funnel_number
                and hopped.level = rules.level
                and rules.is_required
    ),

    -- Between which required steps an optional one is looked for: in any order all.
    sought as (
        select
            hopped.*,
            rules.step_number,
            {{ microseconds('rules.step_window') }} as step_window
        from hopped
        inner join rules
            on
                hopped.funnel_number = rules.funnel_number
                and rules.is_optional
                and (rules.order_mode = 'any' or hopped.from_level = rules.level)
    ),

    optional_steps as (
        select
            sought.subject_number,
            sought.entry_position,
            sought.step_number,
            min(optional_events.occurred_at) as occurred_at,
            min(sought.from_at) as from_at
        from sought
        asof inner join (
            select * from step_events
            where is_optional
        ) as optional_events
            on
                sought.subject_number = optional_events.subject_number
                and sought.step_number = optional_events.step_number
                and sought.from_position < optional_events.position
        where
            optional_events.position < sought.position
            and coalesce(
                optional_events.occurred_at <= sought.from_at + sought.step_window, true
            )
        group by sought.subject_number, sought.entry_position, sought.step_number
    )

    select * from required_steps
    union all
    select * from optional_steps
{%- endmacro %}
