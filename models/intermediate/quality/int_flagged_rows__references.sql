{{ config(
    materialized='incremental',
    unique_key=['table_name', 'row_key', 'flag'],
    meta={
        'replaces': 'row_key',
        'follows': [
            'base_*.row_key',
            {'of': 'base_*.row_key', 'in': 'int_raw_references.value'},
        ],
    },
) }}
{#- What it follows is looked up there. -#}
{%- do ref('int_raw_references') -%}
{%- set relations = {} -%}
{%- for table in raw_tables() -%}
    {%- do relations.update({table: ref('stg_' ~ table)}) -%}
{%- endfor -%}
with

-- A table that was not brought at all cannot lack a row.
brought as (
    select * from {{ ref('int_raw_tables__brought') }}
),

{% for table in raw_tables() -%}
    {{ table }} as (
        select
            *,
            {{ row_key(table) }} as row_key
        from {{ relations[table] }}
        where {{ is_touched(row_key(table)) }}
    ),

{% endfor -%}

flagged as (
    {% for reference in raw_references() -%}
        select
            '{{ reference.table }}' as table_name,
            row_key,
            'unknown_reference:{{ reference.column }}' as flag,
            {{ reference.column }} as value
        from {{ reference.table }} as source
        where
            {{ reference.column }} is not null
            and not exists (
                select 1
                from {{ relations[reference.target] }} as referenced
                where source.{{ reference.column }} = referenced.{{ reference.key }}
            )
            and '{{ reference.target }}' in (
                select brought.table_name from brought
            )
        union all
    {% endfor -%}
    {{ no_flags() }}
)

select * from flagged
