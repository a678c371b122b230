with

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
    where source_table in ('customers', 'deals')
),

breakdown_groups as (
    select * from {{ ref('int_breakdown_groups') }}
),

-- Lists, as a join by deal or journey is dear and taking a list apart is not.
final as (
    select
        breakdown_values.source_table,
        breakdown_values.subject_id,
        breakdown_values.valid_from,
        breakdown_values.valid_to,
        {{ sorted_list('breakdown_groups.group_number') }} as group_numbers
    from breakdown_values
    inner join breakdown_groups
        on
            breakdown_values.breakdown = breakdown_groups.breakdown
            and breakdown_values.breakdown_value = breakdown_groups.breakdown_value
    group by
        breakdown_values.source_table,
        breakdown_values.subject_id,
        breakdown_values.valid_from,
        breakdown_values.valid_to
)

select * from final
