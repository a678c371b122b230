{#- The columns among `ids_of_row`, as a dict: the kind of id that each holds. -#}
{% macro kinds_of_ids(table, owning) -%}
    {%- set kinds = {} -%}
    {%- for named in ids_of_row(table, owning) if named.column -%}
        {%- do kinds.update({named.column: named.kind}) -%}
    {%- endfor -%}
    {{ return(kinds) }}
{%- endmacro %}
