{{ config(
    materialized='incremental',
    unique_key=['table_name', 'row_key', 'flag'],
    meta={'replaces': 'row_key', 'follows': ['base_*.row_key']},
) }}
{%- set relations = {} -%}
{%- for table in raw_tables() -%}
    {%- do relations.update({table: ref('base_' ~ table)}) -%}
{%- endfor -%}
with

-- What the row itself shows: times in an impossible order, values that are missing or
-- stand for nobody.
flagged as (
    {% for table in raw_tables() -%}
        {% for column in raw_contract(table).columns
            if column.meta.get('not_before') -%}
            select
                '{{ table }}' as table_name,
                {{ row_key(table) }} as row_key,
                '{{ column.name | replace("_at", "") }}_before_'
                || '{{ column.meta.not_before | replace("_at", "") }}' as flag,
                cast({{ column.name }} as {{ dbt.type_string() }}) as value,
                source_file,
                source_row_number
            from {{ relations[table] }}
            where
                rejection_reasons is null
                and {{ column.name }} < {{ column.meta.not_before }}
                and {{ is_touched(row_key(table)) }}
            union all
        {% endfor -%}
        {% for column in raw_contract(table).columns
            if column.meta.get('is_expected') -%}
            select
                '{{ table }}' as table_name,
                {{ row_key(table) }} as row_key,
                'empty:{{ column.name }}' as flag,
                cast(null as {{ dbt.type_string() }}) as value,
                source_file,
                source_row_number
            from {{ relations[table] }}
            where
                rejection_reasons is null
                and erased_by is null
                and {{ column.name }} is null
                and {{ is_touched(row_key(table)) }}
            union all
        {% endfor -%}
        select
            '{{ table }}' as table_name,
            {{ row_key(table) }} as row_key,
            'guard_value:' || guarded_columns as flag,
            cast(null as {{ dbt.type_string() }}) as value,
            source_file,
            source_row_number
        from {{ relations[table] }}
        where
            rejection_reasons is null
            and guarded_columns is not null
            and {{ is_touched(row_key(table)) }}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
),

-- Only rows that are used are worth a steward's time.
used as (
    select flagged.*
    from flagged
    left join {{ ref('int_raw_rows__superseded') }} as superseded
        on
            flagged.table_name = superseded.table_name
            and flagged.source_file = superseded.source_file
            and flagged.source_row_number = superseded.source_row_number
    where superseded.place is null
),

final as (
    select
        table_name,
        row_key,
        flag,
        value
    from used
)

select * from final
