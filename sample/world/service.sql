-- Requests for help: after deliveries (more often late ones) and out of the blue.
create or replace temp table cases as
with

asked as (
    select
        'k-' || orders.order_id as case_id,
        orders.person_no,
        orders.customer_id,
        orders.order_id,
        orders.order_key * 2 as case_key,
        orders.ordered_s
        + 86400 * (1 + (noise(orders.order_key, 'case/day') % 9)::bigint)
        + (noise(orders.order_key, 'case/second') % 36000)::bigint as opened_s,
        orders.delivered_s > orders.promised_s as is_complaint
    from orders
    where
        draw(orders.order_key, 'case')
        < if(orders.delivered_s > orders.promised_s, 0.6, 0.16)
    union all
    select
        'k-' || known.person_no || '-' || case_no,
        known.person_no,
        known.customer_id,
        null,
        -(known.person_no * 4 + case_no) - 1,
        known.known_s + (
            86400 * 300 * draw(known.person_no * 4 + case_no, 'case/day')
        )::bigint,
        false
    from known
    cross join range(3) as numbers (case_no)
    where
        draw(known.person_no * 4 + case_no, 'case') < if(known.is_business, 0.22, 0.08)
),

worked as (
    select
        asked.*,
        pick([1, 1, 2, 2, 2, 3, 4], case_key, 'priority') as priority_no,
        opened_s
        + (3600 * weibull(case_key, 'reply', 0.8, 5))::bigint as planned_reply_s
    from asked
    where opened_s < getvariable('end_s') and opened_s >= getvariable('start_s')
)

select
    *,
    ['low', 'normal', 'high', 'urgent'][priority_no] as priority,
    pick(
        ['delivery', 'invoice', 'warranty', 'product', 'returns', 'account'],
        case_key,
        'topic'
    ) as topic,
    pick(['phone', 'email', 'website', 'messenger', 'email'], case_key, 'channel')
        as channel,
    pick(
        ['maria.k', 'oliver.s', 'pavel.n', 'ruth.w', 'sofia.l'], case_key, 'agent'
    ) as owner,
    planned_reply_s
    + (3600 * weibull(case_key, 'solve', 0.7, 16))::bigint as planned_resolved_s,
    case
        when draw(case_key, 'reopened') < 0.09
            then 1 + (noise(case_key, 'reopened twice') % 4 = 0)::int
        else 0
    end as reopened_count
from worked;
