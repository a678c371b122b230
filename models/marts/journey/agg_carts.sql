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

counted as (
    select
        cart_month,
        count(*) as cart_count,
        count(*) filter (where is_ordered) as ordered_count,
        count(*) filter (where is_abandoned) as abandoned_count,
        count(*) filter (where not is_ordered and not is_abandoned) as open_count,
        count(*) filter (where has_checkout) as checkout_count,
        count(*) filter (where has_checkout and is_ordered) as ordered_checkout_count,
        count(*) filter (where has_checkout and is_abandoned)
            as abandoned_checkout_count
    from judged
    group by cart_month
),

final as (
    select
        cart_month,
        cart_count,
        ordered_count,
        abandoned_count,
        open_count,
        checkout_count,
        ordered_checkout_count,
        abandoned_checkout_count,
        {{ share('abandoned_count', '(abandoned_count + ordered_count)') }}
            as abandoned_share,
        {{ share(
            'abandoned_checkout_count',
            '(abandoned_checkout_count + ordered_checkout_count)'
        ) }} as abandoned_checkout_share
    from counted
)

select * from final
