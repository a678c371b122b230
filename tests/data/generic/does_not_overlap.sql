{#- A row is an interval that the next one of the same entity begins before it ends. Intervals contain their start and
    not their end; a null end is open, a null start has no beginning. -#}
{% test does_not_overlap(model, start_at, end_at, by) %}
    {%- set entity = by | join(', ') %}
    with

    followed as (
        select
            {{ entity }},
            {{ start_at }} as start_at,
            {{ end_at }} as end_at,
            lead({{ start_at }}) over intervals_of_entity as next_start_at,
            lead(true) over intervals_of_entity as has_next
        from {{ model }}
        window intervals_of_entity as (
            partition by {{ entity }}
            order by {{ start_at }} asc nulls first, {{ end_at }} asc nulls last
        )
    )

    select *
    from followed
    where has_next and (end_at is null or next_start_at is null or next_start_at < end_at)
{% endtest %}
