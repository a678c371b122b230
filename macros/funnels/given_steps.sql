{#- Steps of funnels as they were given; what is empty is null, as in a seed. -#}
{% macro given_steps(funnel_steps) -%}
    select
        {% for column in ['funnel', 'step_name', 'activity', 'channel'] -%}
            nullif(cast({{ column }} as {{ dbt.type_string() }}), '') as {{ column }},
        {% endfor -%}
        step_number,
        is_optional,
        is_exclusion,
        max_days_from_previous
    from {{ funnel_steps }}
{%- endmacro %}
