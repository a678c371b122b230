{#- Of funnels whose attempts follow each other, the entries that begin one: the
    subject's first, then each first one after an attempt ended. The query must have the
    CTE `judged`. -#}
{% macro walk_starts() -%}
    select
        subject_number,
        entry_position,
        attempt_number
    from (
        with recursive

        waited as (
            select
                *,
                coalesce(waits_until - entered_at, interval 0 day) as waits_for
            from judged
            where attempts = 'all'
        ),

        numbered as (
            select
                subject_number,
                entry_position,
                row_number() over (
                    partition by subject_number
                    order by entry_position
                ) as entry_number,
                -- Its own end does not begin the next attempt, what breaks it may.
                case ended_by
                    when 'completed' then last_position
                    when 'excluded' then hurdle_position
                    when 'broken' then hurdle_position - 1
                end as ended_position,
                count(*) over (
                    partition by subject_number
                    order by entered_at
                    range between unbounded preceding and waits_for following
                ) as entries_until_then,
                count(*) over (partition by subject_number) as entry_count
            from waited
        ),

        ended_early as (
            select *
            from numbered
            where ended_position is not null
        ),

        followed as (
            select
                subject_number,
                entry_number,
                case
                    when entries_until_then < entry_count then entries_until_then + 1
                end as next_number
            from numbered
            where ended_position is null
            union all
            select
                ended_early.subject_number,
                ended_early.entry_number,
                later.entry_number as next_number
            from ended_early
            asof left join (
                select *
                from numbered
                where subject_number in (select subject_number from ended_early)
            ) as later
                on
                    ended_early.subject_number = later.subject_number
                    and ended_early.ended_position < later.entry_position
        ),

        -- Followed within a list, so that a subject of many attempts costs no join
        -- for each of them.
        chains as (
            select
                subject_number,
                cast(1 as bigint) as entry_number,
                1 as attempt_number,
                array_agg(next_number order by entry_number) as next_numbers
            from followed
            group by subject_number
            union all
            select
                subject_number,
                next_numbers[entry_number] as entry_number,
                attempt_number + 1 as attempt_number,
                next_numbers
            from chains
            where next_numbers[entry_number] is not null
        )

        select
            numbered.subject_number,
            numbered.entry_position,
            chains.attempt_number
        from numbered
        inner join chains
            on
                numbered.subject_number = chains.subject_number
                and numbered.entry_number = chains.entry_number
    ) as chained
{%- endmacro %}
