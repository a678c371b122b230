{#- Whether a regular expression is found in a text, whatever the case. -#}
{% macro matches(text, pattern) -%}
    {{ return(adapter.dispatch('matches', 'journey_warehouse')(text, pattern)) }}
{%- endmacro %}

{% macro default__matches(text, pattern) -%}
    lower({{ text }}) rlike '{{ pattern }}'
{%- endmacro %}

{% macro duckdb__matches(text, pattern) -%}
    regexp_matches(lower({{ text }}), '{{ pattern }}')
{%- endmacro %}
