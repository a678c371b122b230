with

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
    where source_table in ('customers', 'deals')
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
    where source_table in ('customers', 'deals')
),

-- Whom a breakdown knows nothing of is in the group `(none)`.
groups_of_deals as (
    select
        cast(null as {{ dbt.type_string() }}) as source_table,
        'all' as breakdown,
        'all' as breakdown_value
    union all
    select
        source_table,
        breakdown,
        '(none)' as breakdown_value
    from breakdowns
    union
    select
        source_table,
        breakdown,
        breakdown_value
    from breakdown_values
),

final as (
    select
        *,
        cast(
            row_number() over (order by breakdown, breakdown_value) as integer
        ) as group_number
    from groups_of_deals
)

select * from final
