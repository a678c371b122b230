{#- How an attempt from each entry would end. The query must have the CTEs `entries`,
    `walks`, `gaps`, `hurdles` and `funnels`. -#}
{% macro walk_ends() -%}
    with

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
    )

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
{%- endmacro %}
