{#- Aggregate, or a window function with the clause that is given: the values multiplied. -#}
{% macro product(value, over='') -%}
    {{ return(adapter.dispatch('product', 'journey_warehouse')(value, over)) }}
{%- endmacro %}

{#- A sum of logarithms knows no 0. -#}
{% macro default__product(value, over='') -%}
    (case
        when min({{ value }}) {{ over }} = 0 then 0
        else exp(sum(ln(nullif({{ value }}, 0))) {{ over }})
    end)
{%- endmacro %}

{% macro duckdb__product(value, over='') -%}
    product({{ value }}) {{ over }}
{%- endmacro %}
