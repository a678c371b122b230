{#- A row per part of a text, in a select list. -#}
{% macro exploded(text, separator) -%}
    {{ return(
        adapter.dispatch('exploded', 'journey_warehouse')(text, separator)
    ) }}
{%- endmacro %}

{#- Brackets, since the separator is read as a regular expression. -#}
{% macro default__exploded(text, separator) -%}
    explode(split({{ text }}, '[{{ separator }}]'))
{%- endmacro %}

{% macro duckdb__exploded(text, separator) -%}
    unnest(string_split({{ text }}, '{{ separator }}'))
{%- endmacro %}
