{{ config(
    materialized='incremental',
    unique_key=['table_name', 'row_key', 'flag'],
    meta={
        'replaces': 'row_key',
        'follows': ['int_deals__resolved.deal_id'],
    },
) }}
with

deals as (
    select * from {{ ref('int_deals__resolved') }}
    where {{ is_touched('deal_id') }}
),

flagged as (
    select
        'deals' as table_name,
        deal_id as row_key,
        'closed_without_date' as flag,
        status as value
    from deals
    where is_closed_at_inferred
    union all
    select
        'deals' as table_name,
        deal_id as row_key,
        'open_with_closing_date' as flag,
        cast(ignored_closed_at as {{ dbt.type_string() }}) as value
    from deals
    where ignored_closed_at is not null
)

select * from flagged
