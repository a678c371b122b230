{#- A name as a person reads it: without blanks around it, whatever its capitals and the
    Unicode form of its letters. -#}
{% macro folded_name(column) -%}
    {{ return(adapter.dispatch('folded_name', 'journey_warehouse')(column)) }}
{%- endmacro %}

{#- Not every engine can compose letters. -#}
{% macro default__folded_name(column) -%}
    lower({{ raw_text(column) }})
{%- endmacro %}

{% macro duckdb__folded_name(column) -%}
    lower({{ raw_text('nfc_normalize(' ~ column ~ ')') }})
{%- endmacro %}
