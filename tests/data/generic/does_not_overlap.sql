{#- A row is an interval that has not ended when the next one of its entity begins. It
    contains its start and not its end; a null start has no beginning, a null end is
    open. -#}
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
    where
        has_next
        and (end_at is null or next_start_at is null or next_start_at < end_at)
{% endtest %}
