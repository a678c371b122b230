{#- Equal lengths share a place. -#}
{% macro place_of_stay(stage, length) -%}
    cast(rank() over (
        partition by {{ stage }}
        order by {{ length }} asc nulls last
    ) as integer)
{%- endmacro %}
