{#- One list of the elements of several ones, in their order; a null one has none. -#}
{% macro joined_lists(lists) -%}
    {{ return(adapter.dispatch('joined_lists', 'journey_warehouse')(lists)) }}
{%- endmacro %}

{% macro default__joined_lists(lists) -%}
    concat({% for list in lists -%}
        coalesce({{ list }}, array()){{ ', ' if not loop.last }}
    {%- endfor %})
{%- endmacro %}

{% macro duckdb__joined_lists(lists) -%}
    list_concat({{ lists | join(', ') }})
{%- endmacro %}
