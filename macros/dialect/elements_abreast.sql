{#- The elements of several lists of one length, a row for each place. -#}
{% macro elements_abreast(relation, keys, lists) -%}
    {{ return(
        adapter.dispatch('elements_abreast', 'journey_warehouse')(relation, keys, lists)
    ) }}
{%- endmacro %}

{% macro default__elements_abreast(relation, keys, lists) -%}
    select
        {{ keys | join(', ') }},
        {%- for name in lists.values() %}
        {{ name }},
        {%- endfor %}
        position + 1 as place
    from {{ relation }}
    lateral view posexplode(arrays_zip({{ lists | join(', ') }})) as position, elements
    lateral view inline(array(elements)) as {{ lists.values() | join(', ') }}
{%- endmacro %}

{% macro duckdb__elements_abreast(relation, keys, lists) -%}
    select
        {{ keys | join(', ') }},
        {%- for list, name in lists.items() %}
        unnest({{ list }}) as {{ name }},
        {%- endfor %}
        generate_subscripts({{ lists | first }}, 1) as place
    from {{ relation }}
{%- endmacro %}
