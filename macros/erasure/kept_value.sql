{#- What a base model keeps of a column of a raw table: nothing of an erased row, and of
    others no id that was erased. Reads `erased_by`. -#}
{% macro kept_value(table, column) -%}
    {%- set conditions = ['erased_by is null'] -%}
    {%- for named in ids_of_row(table, owning=false)
        if named.column == column and named.kind in erased_kinds() -%}
        {%- do conditions.append('not ' ~ is_erased(named.kind, named.id)) -%}
    {%- endfor -%}
    case when {{ conditions | join(' and ') }} then {{ column }} end
{%- endmacro %}
