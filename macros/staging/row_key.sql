{#- What names a row of a raw table: its id, else the columns of its key, as text. -#}
{% macro row_key(table) -%}
    {%- set meta = raw_contract(table).meta -%}
    {%- set parts = [] -%}
    {%- for column in meta.key -%}
        {%- do parts.append(
            "coalesce(cast(" ~ column ~ " as " ~ dbt.type_string() ~ "), '')"
        ) -%}
    {%- endfor -%}
    {%- set key = parts | join(" || '|' || ") -%}
    {%- if meta.key | length == 1 -%}
        {%- set key = meta.key[0] -%}
    {%- endif -%}
    {%- if meta.get('id_column') -%}
        coalesce({{ meta.id_column }}, {{ key }})
    {%- else -%}
        {{ key }}
    {%- endif -%}
{%- endmacro %}
