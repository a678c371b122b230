{#- A sentence for each row of the definitions of funnels that makes no sense. -#}
{% macro funnel_problems(funnels, funnel_steps) -%}
    {%- set known_values = {
        'subject': ['customer', 'account', 'journey', 'session', 'deal'],
        'order_mode': ['ordered', 'strict', 'any'],
        'window_anchor': ['first_step', 'previous_step'],
        'attempts': ['first', 'all', 'best'],
    } %}
    with

    steps as (
        select
            *,
            coalesce(is_optional, false) as is_passable,
            coalesce(is_exclusion, false) as is_barred,
            'funnel_steps, row ' || coalesce(funnel, '(none)') || '/'
            || coalesce(cast(step_number as {{ dbt.type_string() }}), '(none)')
            || ': ' as row_name
        from {{ funnel_steps }}
    ),

    funnels as (
        select
            *,
            'funnels, row ' || coalesce(funnel, '(none)') || ': ' as row_name
        from {{ funnels }}
    ),

    -- Where a step stands among the required ones.
    placed as (
        select
            *,
            count_if(not is_passable) over (
                partition by funnel
                order by step_number
                rows between unbounded preceding and current row
            ) as level,
            count_if(not is_passable) over (partition by funnel) as last_level
        from steps
        where not is_barred
    ),

    activities as (
        select
            named.*,
            placed.level
        from (
            {{ funnel_activities('steps') }}
        ) as named
        left join placed
            on
                named.funnel = placed.funnel
                and named.step_number = placed.step_number
                and not named.is_barred
    ),

    -- Pairs of rows that one event would fit.
    overlapping as (
        select
            one.*,
            other.step_number as other_number,
            other.is_barred as is_other_barred,
            other.is_passable as is_other_passable,
            other.level as other_level
        from activities as one
        inner join activities as other
            on
                one.funnel = other.funnel
                and one.event_activity = other.event_activity
                and coalesce(one.event_pipeline = other.event_pipeline, true)
                and coalesce(one.channel = other.channel, true)
    )

    {% for column, values in known_values.items() -%}
        select
            row_name || 'the {{ column }} ''' || coalesce({{ column }}, '')
            || ''' is none of {{ values | join(", ") }}' as problem
        from funnels
        where
            {{ column }} is null
            or {{ column }} not in ('{{ values | join("', '") }}')
        union all
    {% endfor -%}
    select row_name || 'the funnel has no name' as problem
    from funnels
    where funnel is null
    union all
    select min(row_name) || 'the funnel is defined twice' as problem
    from funnels
    group by funnel
    having count(*) > 1
    union all
    select row_name || 'window_days has to be more than 0' as problem
    from funnels
    where window_days is null or window_days <= 0
    union all
    select funnels.row_name || 'the funnel has no step' as problem
    from funnels
    left join placed
        on funnels.funnel = placed.funnel and not placed.is_passable
    group by funnels.row_name
    having count(placed.funnel) = 0
    union all
    select steps.row_name || 'no row of funnels defines this funnel' as problem
    from steps
    left join funnels
        on steps.funnel = funnels.funnel
    where funnels.funnel is null
    union all
    select row_name || 'the step has no number' as problem
    from steps
    where step_number is null and not is_barred
    union all
    select min(row_name) || 'two steps have this number' as problem
    from placed
    group by funnel, step_number
    having count(*) > 1
    union all
    select row_name || 'the row names no activity' as problem
    from steps
    where activity is null or trim(activity) = ''
    union all
    select row_name || 'an activity between two | is empty' as problem
    from activities
    where listed_name = '' and trim(activity) != ''
    union all
    select row_name || 'a step cannot be optional and an exclusion' as problem
    from steps
    where is_passable and is_barred
    union all
    select row_name || 'max_days_from_previous has to be more than 0' as problem
    from steps
    where max_days_from_previous <= 0
    union all
    select row_name || 'the first step cannot be optional' as problem
    from placed
    where is_passable and level = 0
    union all
    select row_name || 'the last step cannot be optional' as problem
    from placed
    where is_passable and level = last_level and level > 0
    union all
    select
        row_name || 'the exclusion ' || listed_name || ' is also step '
        || cast(other_number as {{ dbt.type_string() }}) as problem
    from overlapping
    where is_barred and not is_other_barred
    union all
    select
        overlapping.row_name || 'in any order, the activity '
        || overlapping.listed_name || ' may not be in step '
        || cast(overlapping.other_number as {{ dbt.type_string() }}) || ', too'
            as problem
    from overlapping
    inner join funnels
        on overlapping.funnel = funnels.funnel
    where
        funnels.order_mode = 'any'
        and not overlapping.is_barred
        and not overlapping.is_other_barred
        and overlapping.step_number < overlapping.other_number
    union all
    select
        row_name || 'the optional step ' || cast(
            other_number as {{ dbt.type_string() }}
        ) || ' after the same required step has the activity ' || listed_name
        || ', too' as problem
    from overlapping
    where
        is_passable
        and is_other_passable
        and level = other_level
        and step_number < other_number
{%- endmacro %}
