{%- set relations = {} -%}
{%- for table in raw_tables() -%}
    {%- do relations.update({table: ref('stg_' ~ table)}) -%}
{%- endfor -%}
with

-- A table that was not brought at all cannot lack a row.
flagged as (
    {% for table in raw_tables() -%}
        {% for column in raw_contract(table).columns
            if column.meta.get('references') -%}
            {%- set target = column.meta.references -%}
            select
                '{{ table }}' as table_name,
                {{ row_key(table) }} as row_key,
                'unknown_reference:{{ column.name }}' as flag,
                {{ column.name }} as value
            from {{ relations[table] }} as source
            where
                {{ column.name }} is not null
                and exists (select 1 from {{ relations[target] }})
                and not exists (
                    select 1
                    from {{ relations[target] }} as referenced
                    where
                        source.{{ column.name }}
                        = referenced.{{ raw_contract(target).meta.key[0] }}
                )
            union all
        {% endfor -%}
    {% endfor -%}
    {{ no_flags() }}
)

select * from flagged
