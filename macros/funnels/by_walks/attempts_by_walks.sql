{#- Attempts at any funnel, each followed from step to step. -#}
{% macro attempts_by_walks(rules, log=none, subjects=none) -%}
    with recursive

    rules as (
        select * from {{ rules }}
    ),

    step_events as (
        {{ numbered_events('rules', log, subjects) }}
    ),

    funnels as (
        select distinct
            funnel_number,
            funnel,
            subject,
            order_mode,
            attempts,
            last_level,
            entry_window,
            longest_window
        from rules
    ),

    gaps as (
        {{ walk_gaps() }}
    ),

    entries as (
        {{ walk_entries() }}
    ),

    -- Where an attempt can be.
    points as (
        select
            *,
            1 as level
        from entries
        union all
        select
            funnel_number,
            subject_number,
            position,
            occurred_at,
            level
        from step_events
        where is_required and level > 1
    ),

    hurdles as (
        {{ walk_hurdles() }}
    ),

    hops as (
        {{ walk_hops() }}
    ),

    walks as (
        {{ walks_from_entries() }}
    ),

    judged as (
        {{ walk_ends() }}
    ),

    starts as (
        {{ walk_bests() }}
        union all
        {{ walk_starts() }}
    ),

    kept as (
        select
            judged.*,
            starts.attempt_number
        from judged
        inner join starts
            on
                judged.subject_number = starts.subject_number
                and judged.entry_position = starts.entry_position
    ),

    reached_lists as (
        {{ walk_later_steps() }}
    )

    select
        funnels.funnel,
        funnels.subject,
        entry_events.subject_id,
        kept.attempt_number,
        kept.entered_at,
        entry_events.event_customer_id as customer_id,
        entry_events.event_channel as entry_channel,
        furthest.step_number as furthest_step,
        case when kept.ended_by = 'completed' then kept.last_at end as completed_at,
        kept.ended_by,
        case kept.ended_by
            when 'completed' then kept.last_at
            when 'window' then kept.waits_until
            else kept.hurdle_at
        end as ended_at,
        kept.entered_at + {{ microseconds('funnels.longest_window') }} as matures_at,
        entry_events.step_number as entry_step,
        reached_lists.later_steps
    from kept
    inner join funnels
        on kept.funnel_number = funnels.funnel_number
    inner join rules as furthest
        on
            kept.funnel_number = furthest.funnel_number
            and kept.reached_count = furthest.level
            and furthest.is_required
    inner join step_events as entry_events
        on
            kept.subject_number = entry_events.subject_number
            and kept.entry_position = entry_events.position
            and entry_events.is_required
            and entry_events.level = 1
    left join reached_lists
        on
            kept.subject_number = reached_lists.subject_number
            and kept.entry_position = reached_lists.entry_position
{%- endmacro %}
