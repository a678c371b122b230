{#- Condition on a row of a base model: whether it is erased, or mentions what is, so that
    it cannot be kept as it came. Reads `erased_by`. -#}
{% macro names_erased(table) -%}
    {%- set conditions = ['erased_by is not null'] -%}
    {%- for named in ids_of_row(table, owning=false)
        if named.kind in erased_kinds() -%}
        {%- do conditions.append(is_erased(named.kind, named.id)) -%}
    {%- endfor -%}
    {{ return(conditions | join(' or ')) }}
{%- endmacro %}
