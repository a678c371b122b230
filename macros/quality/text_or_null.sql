{#- A text as a SQL literal, null for none. -#}
{% macro text_or_null(text) -%}
    {%- if text is none -%}
        cast(null as {{ dbt.type_string() }})
    {%- else -%}
        {{ string_literals([text | string]) }}
    {%- endif -%}
{%- endmacro %}
