{#- Per attempt that is kept the list of the steps that it reached after its entry. The
    query must have the CTEs `kept`, `walks`, `rules` and `step_events`. -#}
{% macro walk_later_steps() -%}
    select
        subject_number,
        entry_position,
        array_agg(
            {{ later_step('step_number', 'occurred_at', 'from_at') }}
            order by step_number
        ) as later_steps
    from (
        {{ walk_reached_steps() }}
    ) as reached
    group by subject_number, entry_position
{%- endmacro %}
