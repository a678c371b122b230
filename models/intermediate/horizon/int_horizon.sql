with

seen as (
    {% for table in raw_tables() -%}
        select max(coalesce(loaded_at, latest_event_at)) as seen_at
        from {{ ref('base_' ~ table) }}
        where rejection_reasons is null
        {{ 'union all' if not loop.last }}
    {% endfor -%}
),

horizon as (
    select {{ as_of_setting() or 'max(seen_at)' }} as as_of
    from seen
    {{ 'limit 1' if as_of_setting() }}
)

select * from horizon
