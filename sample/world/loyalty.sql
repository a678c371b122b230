-- The loyalty programme: half of the buyers join at an order; they earn, rise and
-- redeem.
create or replace temp table loyalty_events as
with

bought as (
    select
        orders.*,
        row_number() over (
            partition by orders.person_no order by orders.ordered_s, orders.order_id
        ) as order_number
    from orders
    where
        not orders.is_deal
        and orders.fate <> 'cancelled'
        and noise(orders.person_no, 'joins') % 2 = 0
)

select
    'y-' || order_id || '-' || event_type as event_id,
    order_key * 4 + position as event_key,
    person_no,
    customer_id,
    event_type,
    ordered_s + position * 60 as occurred_s,
    case event_type
        when 'earn' then floor(amount * if(currency = 'RUB', 0.01, 1))
        when 'redeem' then -500
    end as points,
    case
        when event_type = 'earn' then null
        when order_number >= 5 then 'gold'
        when order_number >= 3 then 'silver'
        else 'basic'
    end as tier
from bought
cross join (
    values (1, 'join'), (2, 'earn'), (3, 'tier'), (4, 'redeem')
) as steps (position, event_type)
where
    ordered_s + position * 60 < getvariable('end_s')
    and case event_type
        when 'join' then order_number = 1
        when 'earn' then true
        when 'tier' then order_number in (3, 5)
        else order_number > 2 and noise(order_key, 'redeem') % 4 = 0
    end;
