{#- A row is a group of `by` and a breakdown whose rows do not add up to the group's
    `all`, or of which one of the two is not there; null counts as 0. -#}
{% test adds_up_to_all(model, columns, by=[]) %}
    with

    sums as (
        select
            {%- for column in by %}
            {{ column }},
            {%- endfor %}
            breakdown,
            {%- for column in columns %}
            sum(coalesce({{ column }}, 0)) as {{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ model }}
        group by {{ (by + ['breakdown']) | join(', ') }}
    ),

    breakdowns as (
        select distinct breakdown
        from sums
        where breakdown != 'all'
    ),

    wholes as (
        select
            {%- for column in by + columns %}
            sums.{{ column }},
            {%- endfor %}
            breakdowns.breakdown
        from sums
        cross join breakdowns
        where sums.breakdown = 'all'
    ),

    parts as (
        select *
        from sums
        where breakdown != 'all'
    )

    select
        {%- for column in by %}
        coalesce(wholes.{{ column }}, parts.{{ column }}) as {{ column }},
        {%- endfor %}
        {%- for column in columns %}
        wholes.{{ column }} as {{ column }}_of_all,
        parts.{{ column }} as {{ column }}_added_up,
        {%- endfor %}
        coalesce(wholes.breakdown, parts.breakdown) as breakdown
    from wholes
    full outer join parts
        on
            wholes.breakdown = parts.breakdown
            {%- for column in by %}
            and wholes.{{ column }} is not distinct from parts.{{ column }}
            {%- endfor %}
    where
        wholes.breakdown is null
        {%- for column in columns %}
        or wholes.{{ column }} is distinct from parts.{{ column }}
        {%- endfor %}
{% endtest %}
