with

received as (
    select * from {{ ref('int_raw_rows__received') }}
),

placed as (
    select * from {{ ref('int_raw_rows__placed') }}
),

places as (
    select 'used' as place
    union all
    select 'duplicate' as place
    union all
    select 'withdrawn' as place
    union all
    select 'erased' as place
    union all
    select 'after_as_of' as place
    union all
    select 'rejected' as place
),

final as (
    select
        received.table_name,
        places.place,
        cast(coalesce(sum(placed.row_count), 0) as bigint) as row_count,
        received.raw_row_count
    from received
    cross join places
    left join placed
        on received.table_name = placed.table_name and places.place = placed.place
    group by received.table_name, places.place, received.raw_row_count
)

select * from final
