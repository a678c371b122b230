{#- What makes no sense in a funnel as a whole. Needs the CTEs `funnels`, `steps` and
    `placed`. -#}
{% macro problems_of_funnels() -%}
    {%- set known_values = {
        'subject': ['customer', 'account', 'journey', 'session', 'deal'],
        'order_mode': ['ordered', 'strict', 'any'],
        'window_anchor': ['first_step', 'previous_step'],
        'attempts': ['first', 'all', 'best'],
    } -%}
    {#- `reached_bits` has a bit for each, and the last of its 64 is the sign. -#}
    {%- set most_steps = 62 -%}
    {% for column, values in known_values.items() -%}
        select
            row_name || 'the {{ column }} ''' || coalesce({{ column }}, '')
            || ''' is none of {{ values | join(", ") }}' as problem
        from funnels
        where
            {{ column }} is null
            or {{ column }} not in ('{{ values | join("', '") }}')
        union all
    {% endfor -%}
    select row_name || 'the funnel has no name' as problem
    from funnels
    where funnel is null
    union all
    select min(row_name) || 'the funnel is defined twice' as problem
    from funnels
    where funnel is not null
    group by funnel
    having count(*) > 1
    union all
    select row_name || 'window_days has to be more than 0' as problem
    from funnels
    where window_days is null
    union all
    {{ problems_of_windows('funnels', 'window_days') }}
    union all
    select funnels.row_name || 'the funnel has no step' as problem
    from funnels
    left join placed
        on funnels.funnel = placed.funnel and not placed.is_passable
    where funnels.funnel is not null
    group by funnels.row_name
    having count(placed.funnel) = 0
    union all
    select distinct
        funnels.row_name || 'the funnel has '
        || cast(placed.last_level as {{ dbt.type_string() }})
        || ' required steps, and may have {{ most_steps }} at most' as problem
    from funnels
    inner join placed
        on funnels.funnel = placed.funnel
    where placed.last_level > {{ most_steps }}
    union all
    select steps.row_name || 'no row of funnels defines this funnel' as problem
    from steps
    left join funnels
        on steps.funnel = funnels.funnel
    where funnels.funnel is null
{%- endmacro %}
