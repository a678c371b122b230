{#- Select list of what the model at hand announces of a row: ids, as texts. -#}
{% macro announced_list() -%}
    {%- for name, expression in announced_columns().items() -%}
        cast({{ expression }} as {{ dbt.type_string() }}) as {{ name }}
        {{- ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
