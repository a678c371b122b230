{#- Steps that one event would fit where it may not. Needs the CTEs `activities` and
    `funnels`. -#}
{% macro problems_of_overlaps() -%}
    -- Once, in however many ways the names can be read.
    select distinct problem
    from (
        with

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
    ) as found
{%- endmacro %}
