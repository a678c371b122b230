with

deals as (
    select
        deal_id,
        customer_id,
        created_at
    from {{ ref('int_deals__resolved') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
    where source_table in ('customers', 'deals')
),

breakdown_groups as (
    select * from {{ ref('int_breakdown_groups') }}
),

-- Lists, as a join by deal is dear and taking a list apart is not.
described as (
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
),

unknown as (
    select
        {{ sorted_list('group_number', "breakdown = 'all'") }} as all_numbers,
        {{ sorted_list(
            'group_number', "breakdown_value = '(none)' and source_table = 'customers'"
        ) }} as customer_numbers,
        {{ sorted_list(
            'group_number', "breakdown_value = '(none)' and source_table = 'deals'"
        ) }} as deal_numbers
    from breakdown_groups
),

-- A deal stays in the segment of its opening.
final as (
    select
        deals.deal_id,
        {{ joined_lists([
            'unknown.all_numbers',
            'coalesce(of_customers.group_numbers, unknown.customer_numbers)',
            'coalesce(of_deals.group_numbers, unknown.deal_numbers)',
        ]) }} as group_numbers
    from deals
    cross join unknown
    left join described as of_customers
        on
            of_customers.source_table = 'customers'
            and deals.customer_id = of_customers.subject_id
            and (
                deals.created_at >= of_customers.valid_from
                or of_customers.valid_from is null
            )
            and (
                deals.created_at < of_customers.valid_to
                or of_customers.valid_to is null
            )
    left join described as of_deals
        on of_deals.source_table = 'deals' and deals.deal_id = of_deals.subject_id
)

select * from final
