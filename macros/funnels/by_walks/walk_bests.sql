{#- Of funnels with one attempt, the entry of the one that gets furthest, then of the
    earliest. The query must have the CTE `judged`. -#}
{% macro walk_bests() -%}
    select
        judged.subject_number,
        min(judged.entry_position) as entry_position,
        1 as attempt_number
    from judged
    inner join (
        select
            subject_number,
            max(reached_count) as reached_count
        from judged
        group by subject_number
    ) as furthest
        on
            judged.subject_number = furthest.subject_number
            and judged.reached_count = furthest.reached_count
    where judged.attempts != 'all'
    group by judged.subject_number
{%- endmacro %}
