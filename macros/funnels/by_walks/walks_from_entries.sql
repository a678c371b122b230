{#- The two parts of a recursive CTE `walks`: attempts from step to step. Whatever may
    follow, the earliest does. The query must have the CTE `hops`. -#}
{% macro walks_from_entries() -%}
    select
        subject_number,
        position as entry_position,
        occurred_at as entered_at,
        2 as reached_count,
        to_bit as reached_bits,
        from_level,
        position as from_position,
        occurred_at as from_at,
        to_level as level,
        next_position as position,
        next_at as occurred_at
    from hops
    where from_level = 1
    qualify
        row_number() over (
            partition by subject_number, position
            order by next_position
        ) = 1
    union all
    select
        walks.subject_number,
        walks.entry_position,
        walks.entered_at,
        walks.reached_count + 1 as reached_count,
        walks.reached_bits + hops.to_bit as reached_bits,
        walks.level as from_level,
        walks.position as from_position,
        walks.occurred_at as from_at,
        hops.to_level as level,
        hops.next_position as position,
        hops.next_at as occurred_at
    from walks
    inner join hops
        on
            walks.subject_number = hops.subject_number
            and walks.level = hops.from_level
            and walks.position = hops.position
    where
        walks.reached_bits & hops.to_bit = 0
        and coalesce(hops.next_at <= walks.entered_at + hops.entry_window, true)
    qualify
        row_number() over (
            partition by walks.subject_number, walks.entry_position
            order by hops.next_position
        ) = 1
{%- endmacro %}
