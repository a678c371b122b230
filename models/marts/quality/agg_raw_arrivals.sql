with

horizon as (
    select * from {{ ref('int_horizon') }}
),

received as (
    {% for table in raw_tables() -%}
        {%- set known_at = latest_known_event_at(table) -%}
        select
            '{{ table }}' as table_name,
            count(*) as row_count,
            count(loaded_at) as dated_row_count,
            max(coalesce(loaded_at, {{ known_at }})) as newest_at,
            max({{ known_at }}) as newest_event_at,
            count(*) filter (
                where loaded_at <= latest_event_at + interval '1 hour'
            ) as hour_count,
            count(*) filter (
                where loaded_at <= latest_event_at + interval '1 day'
            ) as day_count,
            count(*) filter (
                where loaded_at <= latest_event_at + interval '7 days'
            ) as week_count,
            count(*) filter (
                where loaded_at is not null and latest_event_at is not null
            ) as timed_count
        from {{ ref('base_' ~ table) }}
        where rejection_reasons is null and not coalesce(is_after_as_of, false)
        {{ 'union all' if not loop.last }}
    {% endfor -%}
),

limits as (
    select * from {{ ref('quality_freshness') }}
),

final as (
    select
        received.table_name,
        received.row_count,
        received.dated_row_count,
        received.newest_at,
        received.newest_event_at,
        {{ elapsed_hours('received.newest_at', 'horizon.as_of') }} as hours_behind,
        limits.most_hours_behind,
        {{ share('received.hour_count', 'received.timed_count') }}
            as within_hour_share,
        {{ share('received.day_count', 'received.timed_count') }} as within_day_share,
        {{ share('received.week_count', 'received.timed_count') }}
            as within_week_share
    from received
    cross join horizon
    left join limits
        on received.table_name = limits.table_name
    where received.row_count > 0
)

select * from final
