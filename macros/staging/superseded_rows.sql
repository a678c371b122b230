{#- Sound rows of a base model that are not used: `duplicate` where a later version of
    the key is there, `withdrawn` where the latest one says `is_deleted`. Later is the
    greater `loaded_at`, then `updated_at`, then the text of the row: never the order of
    files or rows. Only keys that could be concerned are sorted. -#}
{% macro superseded_rows(table) -%}
    {%- set names = raw_contract(table).columns | map(attribute='name') | list -%}
with

versions as (
    select
        {{ row_key(table) }} as row_key,
        is_deleted
    from {{ ref('base_' ~ table) }}
    where
        rejection_reasons is null
        and erased_by is null
        and not is_after_as_of
        and {{ is_touched(row_key(table)) }}
),

concerned_keys as (
    select row_key as concerned_key
    from versions
    group by row_key
    having count(*) > 1 or bool_or(coalesce(is_deleted, false))
),

-- The whole rows of few keys: all columns of all rows would be read for nothing.
concerned as (
    select
        *,
        {{ row_key(table) }} as row_key
    from {{ ref('base_' ~ table) }}
    where
        rejection_reasons is null
        and erased_by is null
        and not is_after_as_of
        and {{ row_key(table) }} in (
            select concerned_key from concerned_keys
            {{ outlying_ids() }}
        )
),

ranked as (
    select
        row_key,
        source_file,
        source_row_number,
        is_deleted,
        row_number() over (
            partition by row_key
            order by
                loaded_at desc nulls last,
                updated_at desc nulls last,
                {{ row_text(names, 'concerned') }} desc,
                source_file,
                source_row_number
        ) as version_rank
    from concerned
),

superseded as (
    select
        row_key,
        source_file,
        source_row_number,
        case when version_rank > 1 then 'duplicate' else 'withdrawn' end as place
    from ranked
    where version_rank > 1 or is_deleted
)

select * from superseded
{%- endmacro %}
