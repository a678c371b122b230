{#- How far each subject gets, by the instants of its events alone: where two of one
    instant may matter, it gets as far as any order of them lets it and `is_unsure`. Needs
    the CTE `logs`. -#}
{% macro levels_by_instant() -%}
    with recursive

    opened as (
        select
            * exclude (opening),
            {{ second_ways('opening') }} as seconds
        from (
            select
                *,
                {{ moments_of_level('moments', '<= 2') }} as opening
            from logs
        ) as logs
    ),

    -- Kept without the lists that are long. Whom nothing can bring further is the most.
    awaited as materialized (
        select
            funnel_number,
            subject_id,
            entry_window,
            seconds,
            case
                when last_level > 2 and len(seconds) > 0
                    then {{ moments_after('moments', 'seconds') }}
            end as later
        from opened
    ),

    advances as (
        {{ list_advances() }}
    )

    select
        funnel_number,
        subject_id,
        case when len(seconds) > 0 then 2 else 1 end as level,
        case when len(seconds) > 0 then {{ begins_at_once('seconds') }} else false end
            as is_unsure
    from awaited
    where coalesce(len(later), 0) = 0
    union all
    select
        funnel_number,
        subject_id,
        level,
        is_unsure
    from advances
    where len(ahead) = 0
{%- endmacro %}
