{#- Attempts at funnels that are ordered and exclude nothing. A subject's events are
    lists of whole numbers (see `packed_event`), and so is whatever follows from them:
    one row per subject, and no join but of the attempts that are kept. -#}
{% macro attempts_in_lists(rules, log=none, subjects=none) -%}
    with recursive

    rules as (
        select * from {{ rules }}
    ),

    steps as (
        select
            funnel_number,
            level,
            step_number,
            step_window
        from rules
        where is_required
    ),

    funnels as (
        select
            funnel_number,
            funnel,
            subject,
            attempts,
            last_level,
            entry_window,
            longest_window,
            min(step_number) filter (where level = 1) as entry_step,
            coalesce(
                entry_window, max(step_window) filter (where is_required and level = 2)
            ) as first_window
        from rules
        group by
            funnel_number,
            funnel,
            subject,
            attempts,
            last_level,
            entry_window,
            longest_window
    ),

    -- Read again by whoever needs it: to keep it would cost more.
    events as not materialized (
        {{ funnel_events('rules', log, subjects) }}
    ),

    entry_notes as (
        {{ entry_notes_of('events') }}
    ),

    noted_events as (
        select
            events.*,
            coalesce(entry_notes.note, 0) as note
        from events
        left join entry_notes
            on
                events.is_required
                and events.level = 1
                and events.event_channel is not distinct from entry_notes.channel
                and case
                    when events.subject != 'customer' then events.event_customer_id
                end is not distinct from entry_notes.customer_id
    ),

    logs as (
        {{ listed_events('noted_events', note='note') }}
    ),

    entered as materialized (
        {{ list_entries() }}
    ),

    walks as (
        {{ list_walks() }}
    ),

    ended as materialized (
        {{ list_ends() }}
    ),

    -- Which entries begin an attempt.
    starts as (
        select
            subject_number,
            attempts,
            next_entries,
            case attempts
                when 'best' then list_position(levels, list_max(levels))
                else 1
            end as entry_number
        from (
            select
                *,
                list_transform(
                    ending_places,
                    lambda place: {{ unpacked_event('endings[place]', 'rank') }}
                ) as levels
            from ended
        ) as levelled
        union all
        select
            subject_number,
            attempts,
            next_entries,
            next_entries[entry_number] as entry_number
        from starts
        where
            attempts = 'all'
            and next_entries[entry_number] <= len(next_entries)
    ),

    kept as (
        {{ list_kept() }}
    ),

    reached_lists as (
        {{ list_reached_steps() }}
    )

    select
        funnels.funnel,
        funnels.subject,
        kept.subject_id,
        cast(kept.attempt_number as integer) as attempt_number,
        {{ unpacked_instant('kept.entry_instant') }} as entered_at,
        case
            when funnels.subject = 'customer' then kept.subject_id
            else entry_notes.customer_id
        end as customer_id,
        entry_notes.channel as entry_channel,
        steps.step_number as furthest_step,
        case
            when kept.level = funnels.last_level
                then {{ unpacked_instant('kept.ending_instant') }}
        end as completed_at,
        case
            when kept.level = funnels.last_level then 'completed'
            else 'window'
        end as ended_by,
        {{ unpacked_instant('kept.ending_instant') }} as ended_at,
        {{ unpacked_instant('kept.entry_instant + funnels.longest_window') }}
            as matures_at,
        funnels.entry_step,
        reached_lists.later_steps
    from kept
    inner join funnels
        on kept.funnel_number = funnels.funnel_number
    inner join steps
        on
            kept.funnel_number = steps.funnel_number
            and kept.level = steps.level
    inner join entry_notes
        on kept.note = entry_notes.note
    left join reached_lists
        on
            kept.subject_number = reached_lists.subject_number
            and kept.entry_number = reached_lists.entry_number
{%- endmacro %}
