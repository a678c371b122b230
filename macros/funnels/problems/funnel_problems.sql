{#- A sentence for each row of the definitions of funnels that makes no sense. Those of the
    seeds are in files, those of an analyst in relations of any name. -#}
{% macro funnel_problems(
    funnels, funnel_steps, names=['funnels', 'funnel_steps']
) -%}
    with

    steps as (
        select
            *,
            coalesce(is_optional, false) as is_passable,
            coalesce(is_exclusion, false) as is_barred,
            count(*) over (
                partition by funnel, step_number, coalesce(is_exclusion, false)
            ) as row_count,
            '{{ names[1] }}, row ' || coalesce(funnel, '(none)') || '/'
            || coalesce(cast(step_number as {{ dbt.type_string() }}), '(none)')
            || ': ' as row_name
        from {{ funnel_steps }}
    ),

    funnels as (
        select
            *,
            '{{ names[0] }}, row ' || coalesce(funnel, '(none)') || ': ' as row_name
        from {{ funnels }}
    ),

    -- Where a step stands among the required ones, if numbers tell.
    placed as (
        select
            *,
            count_if(not is_passable) over (
                partition by funnel
                order by step_number
                rows between unbounded preceding and current row
            ) as level,
            count_if(not is_passable) over (partition by funnel) as last_level,
            bool_and(step_number is not null and row_count = 1) over (
                partition by funnel
            ) as is_in_order
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
    )

    {{ problems_of_funnels() }}
    union all
    {{ problems_of_steps() }}
    union all
    {{ problems_of_overlaps() }}
{%- endmacro %}
