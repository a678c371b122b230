{#- The values of some columns as one text, the same for the same values. -#}
{% macro row_text(columns, relation) -%}
    concat_ws('|'
    {%- for column in columns -%}
        , coalesce(cast({{ relation }}.{{ column }} as {{ dbt.type_string() }}), '')
    {%- endfor -%}
    )
{%- endmacro %}
