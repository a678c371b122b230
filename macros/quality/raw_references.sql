{#- The columns of raw tables that name a row of another one: dicts of `table`, `column`,
    `target` and `key`, the column that names the row there. -#}
{% macro raw_references() -%}
    {%- set references = [] -%}
    {%- for table in raw_tables() -%}
        {%- for column in raw_contract(table).columns
            if column.meta.get('references') -%}
            {%- do references.append({
                'table': table,
                'column': column.name,
                'target': column.meta.references,
                'key': raw_contract(column.meta.references).meta.key[0],
            }) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(references) }}
{%- endmacro %}
