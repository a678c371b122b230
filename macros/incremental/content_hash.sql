{#- A query, in brackets, whose one value tells a relation's rows, in any order. -#}
{% macro content_hash(relation) -%}
    {{ return(adapter.dispatch('content_hash', 'journey_warehouse')(relation)) }}
{%- endmacro %}

{% macro default__content_hash(relation) -%}
    (
        select concat(count(*), ':', sum(cast(xxhash64(*) as decimal(38, 0))))
        from {{ relation }}
    )
{%- endmacro %}

{% macro duckdb__content_hash(relation) -%}
    (
        select count(*) || ':' || coalesce(sum(hash(counted)), 0)
        from {{ relation }} as counted
    )
{%- endmacro %}
