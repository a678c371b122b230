{#- How far each subject gets in its best attempt, without the attempts. Of all ways to
    an event the one that begins last is the best, and it leads through the last event
    of the step before. What begins too early for a step does so for the others. -#}
{% macro funnel_levels(rules) -%}
    {%- set rank = unpacked_event('event', 'rank') -%}
    {%- set rank_before = unpacked_event('walks[place - 1]', 'rank') -%}
    {%- set position = unpacked_event('event', 'position') -%}
    {%- set instant = unpacked_event('event', 'instant') -%}
    {%- set began = unpacked_event('walks[place - 1]', 'instant') -%}
    {%- set reached = packed_event('position', {
        'position': position, 'rank': rank, 'instant': began, 'note': '0'
    }) -%}
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
        {{ listed_events('events') }}
    ),

    windows as (
        select distinct
            funnel_number,
            entry_window
        from rules
    ),

    -- An event stands for the way to it, with the instant at which that began. Views
    -- that another view follows lead nowhere, and the first of several carts is enough.
    walks as (
        select
            logs.funnel_number,
            logs.subject_id,
            windows.entry_window,
            1 as level,
            false as is_end,
            list_filter(
                logs.opening,
                lambda event, place: case
                    when {{ has_rank('event', 254) }}
                        then {{ has_rank('opening[place + 1]', 253) }}
                    when {{ has_rank('event', 253) }}
                        then {{ has_rank('opening[place - 1]', 254) }}
                end
            ) as walks,
            logs.later
        from logs
        inner join windows
            on logs.funnel_number = windows.funnel_number
        union all
        select
            funnel_number,
            subject_id,
            entry_window,
            case when len(reached) = 0 then level else level + 1 end as level,
            len(reached) = 0 as is_end,
            case
                when len(reached) > 0
                    then list_sort(list_concat(
                        reached,
                        list_filter(later, lambda event: {{ rank }} = 253 - level)
                    ))
            end as walks,
            case when len(reached) > 0 then later end as later
        from (
            select
                *,
                {% set hops -%}
                    list_transform(
                        walks,
                        lambda event, place: case
                            when
                                {{ rank }} = 254 - level
                                and {{ rank_before }} = 255 - level
                                and {{ instant }} - {{ began }} <= entry_window
                                then {{ reached }}
                        end
                    )
                {%- endset -%}
                {{ filled_elements(hops) }} as reached
            from walks
            where not is_end
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
