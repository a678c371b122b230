with

versions as (
    select * from {{ ref('int_customers__versions') }}
),

-- Of versions of one instant the last one holds.
told_apart as (
    select *
    from versions
    qualify
        row_number() over (
            partition by customer_id, changed_at
            order by
                is_latest desc,
                loaded_at desc nulls last,
                updated_at desc nulls last,
                version_text desc
        ) = 1
),

-- What is known first is taken to have been so before.
bounded as (
    select
        *,
        case
            when lag(customer_id) over versions_of_customer is not null
                then changed_at
        end as valid_from,
        lead(changed_at) over versions_of_customer as valid_to
    from told_apart
    window versions_of_customer as (
        partition by customer_id
        order by changed_at asc nulls first
    )
)

select * from bounded
