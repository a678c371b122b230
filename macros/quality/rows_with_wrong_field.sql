{#- Query of the rows that have a wrong value in any of some columns, which `wrong_field`
    names. The condition writes `?` for the column. -#}
{% macro rows_with_wrong_field(model, columns, condition) -%}
    select
        *,
        concat_ws(
            ', ',
            {%- for column in columns %}
            case when {{ condition.replace('?', column) }} then '{{ column }}' end
                {{- ',' if not loop.last }}
            {%- endfor %}
        ) as wrong_field
    from {{ model }}
    where
        {%- for column in columns %}
        {{ 'or ' if not loop.first }}{{ condition.replace('?', column) }}
        {%- endfor %}
{%- endmacro %}
