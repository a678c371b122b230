with

deals as (
    select
        deal_id,
        customer_id,
        status,
        created_at
    from {{ ref('int_deals__resolved') }}
),

described as (
    select * from {{ ref('int_breakdown_values__grouped') }}
),

breakdown_groups as (
    select * from {{ ref('int_breakdown_groups') }}
),

unknown as (
    {{ unknown_groups('breakdown_groups', ['customers', 'deals']) }}
),

-- A deal stays in the segment of its opening.
final as (
    select
        deals.deal_id,
        deals.status,
        {{ joined_lists([
            'unknown.all_numbers',
            'coalesce(of_customers.group_numbers, unknown.customers_numbers)',
            'coalesce(of_deals.group_numbers, unknown.deals_numbers)',
        ]) }} as group_numbers
    from deals
    cross join unknown
    left join described as of_customers
        on
            of_customers.source_table = 'customers'
            and deals.customer_id = of_customers.subject_id
            and {{ in_force('of_customers', 'deals.created_at') }}
    left join described as of_deals
        on of_deals.source_table = 'deals' and deals.deal_id = of_deals.subject_id
)

select * from final
