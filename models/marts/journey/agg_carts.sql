with

carts as (
    select * from {{ ref('int_carts') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

judged as (
    select
        {{ local_month('carts.opened_at') }} as cart_month,
        carts.has_checkout,
        carts.is_ordered,
        -- A cart may still be ordered until its silence is over.
        not carts.is_ordered
        and horizon.as_of
        > carts.last_step_at + {{ var('cart_abandonment_hours') }} * interval 1 hour
            as is_abandoned
    from carts
    cross join horizon
),

final as (
    select
        cart_month,
        count(*) as cart_count,
        count(*) filter (where is_ordered) as ordered_count,
        count(*) filter (where is_abandoned) as abandoned_count,
        count(*) filter (where not is_ordered and not is_abandoned) as open_count,
        count(*) filter (where has_checkout) as checkout_count,
        count(*) filter (where has_checkout and is_abandoned)
            as abandoned_checkout_count,
        {{ share('count_if(is_abandoned)', 'count_if(is_abandoned or is_ordered)') }}
            as abandoned_share,
        {{ share(
            'count_if(has_checkout and is_abandoned)',
            'count_if(has_checkout and (is_abandoned or is_ordered))'
        ) }} as abandoned_checkout_share
    from judged
    group by cart_month
)

select * from final
