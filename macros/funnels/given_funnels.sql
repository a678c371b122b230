{#- Funnels as they were given; what is empty is null, as in a seed. -#}
{% macro given_funnels(funnels) -%}
    select
        {% for column in [
            'funnel', 'subject', 'order_mode', 'window_anchor', 'attempts'
        ] -%}
            nullif(cast({{ column }} as {{ dbt.type_string() }}), '') as {{ column }},
        {% endfor -%}
        window_days
    from {{ funnels }}
{%- endmacro %}
