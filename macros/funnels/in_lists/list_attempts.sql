{#- A row per attempt with the events that it reached, `path`. Of a list that goes on the
    last attempt does, too. Needs the CTE `trails`. -#}
{% macro list_attempts() -%}
    select
        funnel_number,
        subject_id,
        earlier_count + generate_subscripts(paths, 1) as attempt_number,
        unnest(paths) as path
    from (
        select
            * exclude (starts),
            list_transform(
                case when len(later) = 0 then starts else starts[:-2] end,
                lambda start, number:
                taken[start:coalesce(starts[number + 1] - 1, len(taken))]
            ) as paths
        from (
            select
                funnel_number,
                subject_id,
                earlier_count,
                taken,
                later,
                {{ trail_starts('taken') }} as starts
            from trails
        ) as cut
    ) as parted
{%- endmacro %}
