{#- Of funnels whose attempts follow each other, the entries that begin one: the
    subject's first, then each first one after an attempt ended. The query must have the
    CTE `judged`. -#}
{% macro funnel_starts() -%}
    select
        subject_number,
        entry_position
    from (
        with recursive

        numbered as (
            select
                subject_number,
                entry_position,
                entered_at,
                row_number() over subject_entries as entry_number,
                coalesce(lag(entered_at) over subject_entries < entered_at, true)
                    as is_first_at_instant,
                -- Its own end does not begin the next attempt, what breaks it may.
                case ended_by
                    when 'completed' then last_position
                    when 'excluded' then hurdle_position
                    when 'broken' then hurdle_position - 1
                end as ended_position,
                waits_until
            from judged
            where attempts = 'all'
            window subject_entries as (
                partition by subject_number
                order by entry_position
            )
        ),

        followed as (
            select
                numbered.subject_number,
                numbered.entry_number,
                later.entry_number as next_number
            from numbered
            asof left join numbered as later
                on
                    numbered.subject_number = later.subject_number
                    and numbered.ended_position < later.entry_position
            where numbered.ended_position is not null
            union all
            select
                numbered.subject_number,
                numbered.entry_number,
                later.entry_number as next_number
            from numbered
            asof left join (
                select * from numbered
                where is_first_at_instant
            ) as later
                on
                    numbered.subject_number = later.subject_number
                    and numbered.waits_until < later.entered_at
            where numbered.ended_position is null
        ),

        -- Followed within a list, so that a subject of many attempts costs no join
        -- for each of them.
        chains as (
            select
                subject_number,
                1 as entry_number,
                array_agg(next_number order by entry_number) as next_numbers
            from followed
            group by subject_number
            union all
            select
                subject_number,
                next_numbers[entry_number] as entry_number,
                next_numbers
            from chains
            where next_numbers[entry_number] is not null
        )

        select
            numbered.subject_number,
            numbered.entry_position
        from numbered
        inner join chains
            on
                numbered.subject_number = chains.subject_number
                and numbered.entry_number = chains.entry_number
    ) as chained
{%- endmacro %}
