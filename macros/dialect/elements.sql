{#- Query for the elements of a list, a row each, as `element`, with `place` from 1. -#}
{% macro elements(relation, keys, list) -%}
    {{ return(adapter.dispatch('elements', 'journey_warehouse')(relation, keys, list)) }}
{%- endmacro %}

{% macro default__elements(relation, keys, list) -%}
    select {{ keys | join(', ') }}, element, position + 1 as place
    from {{ relation }} lateral view posexplode({{ list }}) as position, element
{%- endmacro %}

{% macro duckdb__elements(relation, keys, list) -%}
    select
        {{ keys | join(', ') }},
        unnest({{ list }}) as element,
        generate_subscripts({{ list }}, 1) as place
    from {{ relation }}
{%- endmacro %}
