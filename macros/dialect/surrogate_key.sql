{#- A made key, as text: the hash of some columns, nulls included. -#}
{% macro surrogate_key(columns) -%}
    md5(
    {%- for column in columns -%}
        coalesce(cast({{ column }} as {{ dbt.type_string() }}), '<null>')
        {{- " || '|' || " if not loop.last }}
    {%- endfor -%}
    )
{%- endmacro %}
