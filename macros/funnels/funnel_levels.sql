{#- How far each subject gets in its best attempt, without the attempts. Of all ways to
    an event the one that begins last is the best, and it leads through the last event
    of the step before. What begins too early for a step does so for the others. -#}
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

    events as (
        {{ funnel_events('rules') }}
    ),

    logs as (
        {{ listed_events('events', first='position') }}
    ),

    windows as (
        select distinct
            funnel_number,
            entry_window
        from rules
    ),

    opened as (
        select
            logs.funnel_number,
            logs.subject_id,
            logs.later,
            windows.entry_window,
            {{ next_level('logs.opening', 1) }} as reached
        from logs
        inner join windows
            on logs.funnel_number = windows.funnel_number
    ),

    walks as (
        select
            funnel_number,
            subject_id,
            entry_window,
            case when len(reached) = 0 then 1 else 2 end as level,
            len(reached) = 0 as is_end,
            reached,
            later
        from opened
        union all
        select
            funnel_number,
            subject_id,
            entry_window,
            case when len(reached) = 0 then level else level + 1 end as level,
            len(reached) = 0 as is_end,
            reached,
            later
        from (
            select
                * exclude (reached),
                {{ next_level('walks', 'level') }} as reached
            from (
                select
                    *,
                    list_sort(list_concat(
                        reached,
                        list_filter(
                            later,
                            lambda event:
                            {{ has_rank('event', '254 - level', 'position') }}
                        )
                    )) as walks
                from walks
                where not is_end
            ) as awaited
        ) as hopped
    )

    select
        rules.funnel,
        rules.subject,
        walks.subject_id,
        rules.step_number as furthest_step
    from walks
    inner join rules
        on
            walks.funnel_number = rules.funnel_number
            and walks.level = rules.level
            and rules.is_required
    where walks.is_end
{%- endmacro %}
