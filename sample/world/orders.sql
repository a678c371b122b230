-- Orders of the shop (from episodes that ended with one) and of won deals.
create or replace temp table all_orders as
with

shop_orders as (
    select
        'o-'
        || bought_episodes.person_no
        || '-'
        || (bought_episodes.episode_key % 64) as order_id,
        bought_episodes.episode_key * 2 as order_key,
        bought_episodes.episode_key,
        bought_episodes.person_no,
        bought_episodes.last_visit_s + 600 as ordered_s,
        known.country_no,
        known.currency,
        known.customer_id,
        known.has_consent,
        known.satisfaction,
        null::varchar as deal_id,
        null::decimal(18, 2) as deal_amount,
        false as is_deal
    from bought_episodes
    inner join known on bought_episodes.person_no = known.person_no
),

-- most won deals become one order, some two, the rest are invoiced outside the shop
deal_orders as (
    select
        'o-' || deals.deal_id || if(part = 0, '', 'b') as order_id,
        -(deals.deal_key * 2 + part) as order_key,
        null::bigint as episode_key,
        deals.person_no,
        deals.closed_s
        + 3600
        + (noise(deals.deal_key * 2 + part, 'ordered') % 200000)::bigint
            as ordered_s,
        deals.country_no,
        deals.currency,
        deals.customer_id,
        false as has_consent,
        0.3 as satisfaction,
        deals.deal_id,
        case
            when
                draw(deals.deal_key, 'parts') >= 0.65
                then (deals.amount / 2)::decimal(18, 2)
            else deals.amount
        end as deal_amount,
        true as is_deal
    from deals
    cross join range(2) as parts (part)
    where
        deals.status = 'won'
        and deals.pipeline_no < 3
        and draw(deals.deal_key, 'parts') < if(part = 0, 0.75, 0.75)
        and (part = 0 or draw(deals.deal_key, 'parts') >= 0.65)
),

united as (
    select * from shop_orders
    union all
    select * from deal_orders
)

select
    united.*,
    (united.ordered_s // 86400)::int as ordered_day,
    draw(order_key, 'promo') < 0.16 and not is_deal as has_promo,
    case
        when draw(order_key, 'status') < 0.035 then 'cancelled'
        when
            united.ordered_s > getvariable('end_s') - 86400
            and draw(order_key, 'status') < 0.6 then 'pending'
        when draw(order_key, 'status') < 0.040 then 'pending'
        when draw(order_key, 'status') < 0.076 and not is_deal then 'returned'
        when draw(order_key, 'status') < 0.097 and not is_deal then 'return_row'
        else 'completed'
    end as fate,
    united.ordered_s + 86400 * if(is_deal, 10, 4) as promised_s,
    united.ordered_s + (86400 * if(is_deal, 2.5, 1) * (
        0.8 + 2.6 * pow(draw(order_key, 'delivery'), 1.4)
        + if(draw(order_key, 'late delivery') < 0.08, 4, 0)
    ))::bigint as planned_delivery_s,
    planned_delivery_s + 86400 * (3 + (noise(order_key, 'returned') % 22)::bigint)
        as planned_return_s
from united
where united.ordered_s < getvariable('end_s');

create or replace temp table all_items as
with

lines as (
    select
        all_orders.order_id,
        all_orders.order_key,
        all_orders.ordered_s,
        all_orders.fate,
        all_orders.currency,
        all_orders.ordered_day,
        all_orders.has_promo,
        line_number,
        all_orders.order_key * 8 + line_number as line_key
    from all_orders
    cross join
        lateral range(
            1,
            2 + least(3, floor(-ln(draw(all_orders.order_key, 'lines')) * 0.9))::bigint
        ) as lines (line_number)
    where not all_orders.is_deal
),

priced as (
    select
        lines.*,
        products.product_id,
        products.category,
        products.cost,
        1
        + floor(
            -ln(draw(line_key, 'quantity')) * if(products.price < 60, 0.9, 0.15)
        )::int
            as quantity,
        (products.price / coalesce(exchange_rates.rate_to_reporting, 1))::decimal(18, 2)
            as unit_price,
        draw(line_key, 'discount') < 0.08 as has_discount
    from lines
    inner join products
        on pick(getvariable('shop_products'), line_key, 'product') = products.product_no
    left join exchange_rates
        on
            lines.currency = exchange_rates.currency
            and lines.ordered_day = exchange_rates.day
)

select
    *,
    if(has_discount, (quantity * unit_price * 0.1)::decimal(18, 2), 0)::decimal(18, 2)
        as discount_amount
from priced;

create or replace temp table order_totals as
select
    order_id,
    sum(quantity * unit_price - discount_amount)::decimal(18, 2) as items_amount,
    sum(quantity * cost)::decimal(18, 2) as items_cost
from all_items
group by order_id;

create or replace temp table orders as
select
    all_orders.* exclude (promised_s, planned_delivery_s, planned_return_s),
    promised_s,
    if(
        fate in ('completed', 'returned', 'return_row')
        and planned_delivery_s < getvariable('end_s'),
        planned_delivery_s, null
    ) as delivered_s,
    if(
        fate in ('returned', 'return_row') and planned_return_s < getvariable('end_s'),
        planned_return_s, null
    ) as returned_s,
    case
        when has_promo
            then (order_totals.items_amount * 0.1)::decimal(18, 2)
        else 0
    end::decimal(18, 2) as discount_amount,
    case
        when is_deal then deal_amount
        when has_promo
            then
                order_totals.items_amount
                - (order_totals.items_amount * 0.1)::decimal(18, 2)
        else order_totals.items_amount
    end::decimal(18, 2) as amount,
    case
        when is_deal
            then
                (
                    deal_amount * (0.55 + 0.1 * draw(order_key, 'cost'))::decimal(18, 4)
                )::decimal(18, 2)
        else
            (
                order_totals.items_cost / coalesce(exchange_rates.rate_to_reporting, 1)
            )::decimal(18, 2)
    end as cost_of_goods
from all_orders
left join order_totals on all_orders.order_id = order_totals.order_id
left join exchange_rates
    on
        all_orders.currency = exchange_rates.currency
        and all_orders.ordered_day = exchange_rates.day;
