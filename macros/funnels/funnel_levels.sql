{#- How far each subject gets in its best attempt, without the attempts. Of all ways to
    an event the one that begins last is the best, and it leads through the last event of
    the step before: one look back per event answers for every entry. -#}
{% macro funnel_levels(rules) -%}
    with recursive

    refusal as (
        select
            'levels are known of ordered funnels with a window from the first step and'
            || ' no exclusion, which these are not: '
            || string_agg(distinct funnel, ', ' order by funnel) as sentence
        from {{ rules }}
        where order_mode != 'ordered' or entry_window is null or is_exclusion
    ),

    rules as (
        select
            listed.* exclude (funnel_number),
            case
                when refusal.sentence is null then listed.funnel_number
                else error(refusal.sentence)
            end as funnel_number
        from {{ rules }} as listed
        cross join refusal
    ),

    step_events as (
        {{ funnel_step_events('rules') }}
    ),

    points as (
        select
            funnel_number,
            subject_number,
            subject_id,
            level,
            position,
            occurred_at
        from step_events
        where is_required
    ),

    windows as (
        select distinct
            funnel_number,
            {{ microseconds('entry_window') }} as entry_window
        from rules
    ),

    hops as (
        select
            later.funnel_number,
            later.subject_number,
            later.level,
            later.position,
            later.occurred_at,
            earlier.position as previous_position,
            earlier.occurred_at as previous_at
        from (
            select
                *,
                level - 1 as previous_level
            from points
            where level > 1
        ) as later
        asof inner join points as earlier
            on
                later.subject_number = earlier.subject_number
                and later.previous_level = earlier.level
                and later.position > earlier.position
    ),

    -- What begins too early for a step does so for all that follow.
    walks as (
        select
            hops.subject_number,
            hops.level,
            hops.position,
            hops.previous_at + windows.entry_window as ends_at
        from hops
        inner join windows
            on hops.funnel_number = windows.funnel_number
        where
            hops.level = 2
            and hops.occurred_at <= hops.previous_at + windows.entry_window
        union all
        select
            hops.subject_number,
            hops.level,
            hops.position,
            walks.ends_at
        from walks
        inner join hops
            on
                walks.subject_number = hops.subject_number
                and walks.level + 1 = hops.level
                and walks.position = hops.previous_position
        where hops.occurred_at <= walks.ends_at
    ),

    furthest as (
        select
            subject_number,
            max(funnel_number) as funnel_number,
            max(subject_id) as subject_id,
            max(level) as level
        from (
            select
                subject_number,
                funnel_number,
                subject_id,
                level
            from points
            where level = 1
            union all by name
            select
                subject_number,
                level
            from walks
        ) as reached
        group by subject_number
    )

    select
        rules.funnel,
        rules.subject,
        furthest.subject_id,
        rules.step_number as furthest_step
    from furthest
    inner join rules
        on
            furthest.funnel_number = rules.funnel_number
            and furthest.level = rules.level
            and rules.is_required
{%- endmacro %}
