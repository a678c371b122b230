{#- Attempts at funnels, each with the steps that it reached; see docs/semantics.md. -#}
{% macro funnel_attempts(rules) -%}
    with recursive

    rules as (
        select * from {{ rules }}
    ),

    step_events as (
        {{ funnel_step_events('rules') }}
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

    -- From which required step an attempt can come to which other.
    gaps as (
        select
            one.funnel_number,
            one.level as from_level,
            other.level as to_level,
            cast(power(2, other.level) as bigint) as to_bit,
            one.order_mode = 'strict' as is_strict,
            {{ microseconds('one.entry_window') }} as entry_window,
            {{ microseconds('other.step_window') }} as step_window
        from rules as one
        inner join rules as other
            on
                one.funnel_number = other.funnel_number
                and one.is_required
                and other.is_required
                and other.level > 1
                and case
                    when one.order_mode = 'any' then one.level != other.level
                    else one.level + 1 = other.level
                end
    ),

    entries as (
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
        {{ funnel_hurdles() }}
    ),

    -- From each point the next event of each step that may follow, within its windows.
    hops as (
        select
            points.subject_number,
            points.level as from_level,
            points.position,
            points.occurred_at,
            points.to_level,
            points.to_bit,
            points.entry_window,
            targets.position as next_position,
            targets.occurred_at as next_at
        from (
            select
                points.*,
                gaps.to_level,
                gaps.to_bit,
                gaps.entry_window,
                gaps.step_window
            from points
            inner join gaps
                on
                    points.funnel_number = gaps.funnel_number
                    and points.level = gaps.from_level
        ) as points
        asof inner join (
            select
                subject_number,
                level,
                position,
                occurred_at
            from points
            where level > 1
        ) as targets
            on
                points.subject_number = targets.subject_number
                and points.to_level = targets.level
                and points.position < targets.position
        left join hurdles
            on
                points.subject_number = hurdles.subject_number
                and points.level = hurdles.level
                and points.position = hurdles.position
        where
            coalesce(targets.occurred_at <= points.occurred_at + points.step_window, true)
            and coalesce(
                targets.occurred_at <= points.occurred_at + points.entry_window, true
            )
            and (
                hurdles.hurdle_position is null
                or targets.position < hurdles.hurdle_position
            )
    ),

    -- An attempt from step to step. Whatever may follow, the earliest does.
    walks as (
        select
            subject_number,
            position as entry_position,
            occurred_at as entered_at,
            2 as reached_count,
            to_bit as reached_bits,
            from_level,
            position as from_position,
            occurred_at as from_at,
            to_level as level,
            next_position as position,
            next_at as occurred_at
        from hops
        where from_level = 1
        qualify
            row_number() over (
                partition by subject_number, position
                order by next_position
            ) = 1
        union all
        select
            walks.subject_number,
            walks.entry_position,
            walks.entered_at,
            walks.reached_count + 1 as reached_count,
            walks.reached_bits + hops.to_bit as reached_bits,
            walks.level as from_level,
            walks.position as from_position,
            walks.occurred_at as from_at,
            hops.to_level as level,
            hops.next_position as position,
            hops.next_at as occurred_at
        from walks
        inner join hops
            on
                walks.subject_number = hops.subject_number
                and walks.level = hops.from_level
                and walks.position = hops.position
        where
            walks.reached_bits & hops.to_bit = 0
            and coalesce(hops.next_at <= walks.entered_at + hops.entry_window, true)
        qualify
            row_number() over (
                partition by walks.subject_number, walks.entry_position
                order by hops.next_position
            ) = 1
    ),

    ends_of_walks as (
        select
            subject_number,
            entry_position,
            max(reached_count) as reached_count,
            max(reached_bits) as reached_bits,
            max_by(level, reached_count) as level,
            max(position) as position,
            max(occurred_at) as occurred_at
        from walks
        group by subject_number, entry_position
    ),

    candidates as (
        select
            entries.funnel_number,
            entries.subject_number,
            entries.position as entry_position,
            entries.occurred_at as entered_at,
            coalesce(ends_of_walks.reached_count, 1) as reached_count,
            coalesce(ends_of_walks.reached_bits, 0) as reached_bits,
            coalesce(ends_of_walks.level, 1) as level,
            coalesce(ends_of_walks.position, entries.position) as last_position,
            coalesce(ends_of_walks.occurred_at, entries.occurred_at) as last_at
        from entries
        left join ends_of_walks
            on
                entries.subject_number = ends_of_walks.subject_number
                and entries.position = ends_of_walks.entry_position
    ),

    -- How long an attempt waits for what it lacks.
    waits as (
        select
            states.funnel_number,
            states.level,
            states.reached_bits,
            max(coalesce(gaps.entry_window, gaps.step_window)) as wait_window,
            bool_or(gaps.entry_window is not null) as is_from_entry
        from (
            select distinct
                funnel_number,
                level,
                reached_bits
            from candidates
        ) as states
        inner join gaps
            on
                states.funnel_number = gaps.funnel_number
                and states.level = gaps.from_level
                and states.reached_bits & gaps.to_bit = 0
        group by states.funnel_number, states.level, states.reached_bits
    ),

    ended as (
        select
            candidates.*,
            case
                when waits.is_from_entry then candidates.entered_at
                else candidates.last_at
            end + waits.wait_window as waits_until,
            hurdles.hurdle_position,
            hurdles.hurdle_at,
            hurdles.ends_as
        from candidates
        -- Nothing is waited for once all steps are reached.
        left join waits
            on
                candidates.funnel_number = waits.funnel_number
                and candidates.level = waits.level
                and candidates.reached_bits = waits.reached_bits
        left join hurdles
            on
                candidates.subject_number = hurdles.subject_number
                and candidates.level = hurdles.level
                and candidates.last_position = hurdles.position
    ),

    judged as (
        select
            ended.* exclude (ends_as),
            funnels.attempts,
            case
                when ended.reached_count = funnels.last_level then 'completed'
                when ended.hurdle_at <= ended.waits_until then ended.ends_as
                else 'window'
            end as ended_by
        from ended
        inner join funnels
            on ended.funnel_number = funnels.funnel_number
    ),

    best as (
        select
            judged.subject_number,
            min(judged.entry_position) as entry_position
        from judged
        inner join (
            select
                subject_number,
                max(reached_count) as reached_count
            from judged
            group by subject_number
        ) as furthest
            on
                judged.subject_number = furthest.subject_number
                and judged.reached_count = furthest.reached_count
        where judged.attempts != 'all'
        group by judged.subject_number
    ),

    starts as (
        select
            *,
            1 as attempt_number
        from best
        union all
        {{ funnel_starts() }}
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

    reached as (
        {{ funnel_reached_steps() }}
    ),

    reached_lists as (
        select
            subject_number,
            entry_position,
            array_agg(
                struct_pack(
                    step_number := step_number,
                    reached_at := occurred_at,
                    previous_reached_at := from_at
                ) order by step_number
            ) as later_steps
        from reached
        group by subject_number, entry_position
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
