{#- A row per attempt with the packed event by which it begins, `entry`, the `level` that
    it reached, and all its events where there are more than that one, `path`: most have
    no other, and need no list. Of a list that goes on the last attempt does, too. Needs
    the CTE `trails`. -#}
{% macro list_attempts() -%}
    select
        funnel_number,
        subject_id,
        attempt_number,
        level,
        taken[start] as entry,
        case when level > 1 then taken[start:start + level - 1] end as path
    from (
        select
            *,
            earlier_count + number as attempt_number,
            coalesce(starts[number + 1], len(taken) + 1) - start as level
        from (
            select
                *,
                generate_subscripts(ended, 1) as number,
                unnest(ended) as start
            from (
                select
                    *,
                    case when len(later) = 0 then starts else starts[:-2] end as ended
                from (
                    select
                        *,
                        {{ trail_starts('taken') }} as starts
                    from trails
                ) as cut
            ) as parted
        ) as started
    ) as reached
{%- endmacro %}
