{#- A raw table as an EL tool loaded it (none: absent), in the shape that `raw_table`
    promises. -#}
{% macro loaded_raw_table(table, relation, passthrough) -%}
    {%- set loaded = loaded_columns(relation) -%}
    {%- set text = dbt.type_string() -%}
    (
        select
            {%- for column in raw_contract(table).columns %}
            {{ column.name if column.name in loaded
                else 'cast(null as ' ~ text ~ ') as ' ~ column.name }},
            {%- endfor %}
            {{ json_of_columns(passthrough | select('in', loaded) | sort) }}
                as custom_attributes,
            cast('{{ var("raw_schema") }}.{{ table }}' as {{ text }}) as source_file,
            row_number() over () as source_row_number,
            cast(null as {{ text }}) as unparsed_line,
            cast(null as {{ text }}) as parse_error
        from {{ relation or '(select 1) as nothing where false' }}
    )
{%- endmacro %}
