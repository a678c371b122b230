{#- How far each subject gets in its best attempt, without the attempts. Of all ways to
    an event the one that begins last is the best, and it leads through the last event
    of the step before. What begins too early for a step does so for the others. -#}
{% macro funnel_levels(rules) -%}
    with

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
        {{ opening_events('events') }}
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
            {{ second_steps('logs.opening') }} as seconds
        from logs
        inner join windows
            on logs.funnel_number = windows.funnel_number
    ),

    -- Whom nothing can bring further is the most.
    awaited as (
        select
            * exclude (later),
            list_filter(
                later,
                lambda event:
                event > seconds[1]
                and {{ unpacked_event('event', 'instant') }}
                <= {{ unpacked_event('seconds[-1]', 'instant') }} + entry_window
            ) as later
        from opened
    ),

    levelled as (
        select
            funnel_number,
            subject_id,
            case
                when len(seconds) = 0 then 1
                when len(later) = 0 then 2
                else {{ latest_begins('list_sort(list_concat(seconds, later))') }}
            end as level
        from awaited
    )

    select
        rules.funnel,
        rules.subject,
        levelled.subject_id,
        rules.step_number as furthest_step
    from levelled
    inner join rules
        on
            levelled.funnel_number = rules.funnel_number
            and levelled.level = rules.level
            and rules.is_required
{%- endmacro %}
