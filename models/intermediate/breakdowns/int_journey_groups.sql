with

breakdown_groups as (
    select * from {{ ref('int_breakdown_groups') }}
    where source_table is null or source_table = 'customers'
),

channels as (
    select distinct coalesce(first_channel, '(none)') as channel
    from {{ ref('fct_journeys') }}
),

-- Below 0, as the others are numbered without a look at journeys, on which deals would
-- have to wait.
final as (
    select
        source_table,
        breakdown,
        breakdown_value,
        group_number
    from breakdown_groups
    where breakdown != 'channel'
    union all
    select
        'journeys' as source_table,
        'channel' as breakdown,
        channel as breakdown_value,
        cast(-row_number() over (order by channel) as integer) as group_number
    from channels
)

select * from final
