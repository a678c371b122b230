{#- Attempts at funnels that are ordered and exclude nothing, of which the first or all
    are kept. A subject's events are a list of whole numbers (see `packed_event`) that is
    gone through once. -#}
{% macro attempts_in_lists(rules, log=none, subjects=none) -%}
    with recursive

    rules as (
        select * from {{ rules }}
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
            list(step_number order by level) as step_numbers,
            list(step_window order by level) as step_windows
        from rules
        where is_required
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

    -- What is noted of other events than entries is never read.
    noted_events as (
        select
            events.*,
            coalesce(entry_notes.note, 0) as note
        from events
        left join entry_notes
            on
                events.event_channel is not distinct from entry_notes.channel
                and events.other_customer_id is not distinct from entry_notes.customer_id
    ),

    logs as (
        {{ listed_events('noted_events') }}
    ),

    trails as (
        {{ list_trails() }}
    ),

    attempts as (
        {{ list_attempts() }}
    ),

    optional_steps as (
        {{ list_optional_steps() }}
    ),

    ends as (
        select
            attempts.*,
            {{ unpacked_event('attempts.entry', 'instant') }} as entry_instant,
            {{ unpacked_event('attempts.entry', 'note') }} as note,
            {{ unpacked_event(
                'coalesce(attempts.path[-1], attempts.entry)', 'instant'
            ) }} as last_instant
        from attempts
    )

    select
        funnels.funnel,
        funnels.subject,
        ends.subject_id,
        cast(ends.attempt_number as integer) as attempt_number,
        {{ unpacked_instant('ends.entry_instant') }} as entered_at,
        case
            when funnels.subject = 'customer' then ends.subject_id
            else entry_notes.customer_id
        end as customer_id,
        entry_notes.channel as entry_channel,
        funnels.step_numbers[ends.level] as furthest_step,
        case
            when ends.level = funnels.last_level
                then {{ unpacked_instant('ends.last_instant') }}
        end as completed_at,
        case
            when ends.level = funnels.last_level then 'completed'
            else 'window'
        end as ended_by,
        {{ unpacked_instant('case
            when ends.level = funnels.last_level then ends.last_instant
            else coalesce(
                ends.entry_instant + funnels.entry_window,
                ends.last_instant + funnels.step_windows[ends.level + 1]
            )
        end') }} as ended_at,
        {{ unpacked_instant('ends.entry_instant + funnels.longest_window') }}
            as matures_at,
        funnels.step_numbers[1] as entry_step,
        {{ list_later_steps() }} as later_steps
    from ends
    inner join funnels
        on ends.funnel_number = funnels.funnel_number
    inner join entry_notes
        on ends.note = entry_notes.note
    left join optional_steps
        on
            ends.funnel_number = optional_steps.funnel_number
            and ends.subject_id = optional_steps.subject_id
            and ends.attempt_number = optional_steps.attempt_number
{%- endmacro %}
