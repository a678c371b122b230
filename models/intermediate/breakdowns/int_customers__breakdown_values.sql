with

bounded as (
    select * from {{ ref('int_customers__in_force') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

final as (
    {{ breakdown_values('bounded', 'customers', 'customer_id') }}
)

select * from final
