{#- How far each subject gets in its best attempt, without the attempts. Of all ways to
    an event the one that begins last is the best, and it leads through the last event
    of the step before. What begins too early for a step does so for the others. Instants
    tell most of it, as they are put in order in half of the time that numbers take, too;
    for whom they do not, the order of events does. -#}
{% macro funnel_levels(rules, subjects=none) -%}
    with

    -- Read first, under a name that is nobody's: it may be called as another CTE.
    funnel_engine_rules as (
        select * from {{ rules }}
    ),

    refusal as (
        select
            'levels are known of ordered funnels with a window from the first step and'
            || ' no exclusion, which these are not: '
            || string_agg(distinct funnel, ', ' order by funnel) as sentence
        from funnel_engine_rules
        where order_mode != 'ordered' or entry_window is null or is_exclusion
    ),

    rules as (
        select
            listed.* exclude (funnel_number),
            case
                when refusal.sentence is null then listed.funnel_number
                else error(refusal.sentence)
            end as funnel_number
        from funnel_engine_rules as listed
        cross join refusal
    ),

    windows as (
        select distinct
            funnel_number,
            entry_window
        from rules
    ),

    -- Read again for whoever needs it: to keep it would cost more.
    events as not materialized (
        {{ funnel_events('rules', subjects=subjects) }}
    ),

    logs as (
        select
            listed.*,
            windows.entry_window
        from (
            {{ listed_moments('events') }}
        ) as listed
        inner join windows
            on listed.funnel_number = windows.funnel_number
    ),

    found as materialized (
        {{ levels_by_instant() }}
    ),

    -- As one row they are known to be few, so that it is they who are looked up.
    unsure as (
        select unnest(subjects, recursive := true)
        from (
            select list(struct_pack(
                funnel_number := funnel_number, subject_id := subject_id
            )) as subjects
            from found
            where is_unsure
        ) as listed
    ),

    levelled as (
        select
            funnel_number,
            subject_id,
            level
        from found
        where not is_unsure
        union all
        select * from (
            {{ levels_by_order('events', 'unsure', 'windows') }}
        ) as levelled_by_order
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
