-- Tables of the whole world, made once and not per chunk.
create or replace temp view raw_products as
select
    product_id,
    name,
    category,
    price,
    cost,
    at_second(getvariable('start_s')) as loaded_at,
    'erp' as source_system
from products;

create or replace temp view raw_exchange_rates as
select
    rate_date,
    currency,
    rate_to_reporting,
    loaded(day::bigint * 86400 + 21600, day, 0) as loaded_at,
    'bank' as source_system
from exchange_rates
where
    rate_date >= at_second(getvariable('start_s'))::date - 10
    and rate_date < at_second(getvariable('end_s'))::date;

-- What was paid per day and campaign grows with the company and follows its calendar.
create or replace temp view raw_campaign_costs as
with

campaigns as (
    select * from (
        values
        (1, 'paid_search', 'brand_search', 'acquisition', 'USD', 0.00060, 28, 9),
        (2, 'paid_search', 'beans_search', 'acquisition', 'USD', 0.00100, 30, 11),
        (3, 'paid_search', 'machines_search', 'acquisition', 'EUR', 0.00110, 34, 11),
        (4, 'display', 'banner_office', 'acquisition', 'USD', 0.00040, 400, 3),
        (5, 'retargeting', 'cart_reminder_ads', 'retention', 'USD', 0.00045, 90, 4),
        (6, 'paid_social', 'spring_social', 'acquisition', 'EUR', 0.00050, 160, 4),
        (7, 'paid_social', 'autumn_social', 'acquisition', 'EUR', 0.00050, 160, 4),
        (8, 'paid_social', 'video_barista', 'acquisition', 'RUB', 0.02400, 190, 3),
        (9, 'paid_social', 'office_leads', 'acquisition', 'USD', 0.00050, 120, 2),
        (10, 'email', 'newsletter', 'retention', 'USD', 0.00010, 12, 6),
        (11, 'event', 'trade_fair', 'acquisition', 'EUR', 0.00900, 3, 3)
    )
        as campaigns (
            campaign_no,
            channel,
            campaign,
            purpose,
            currency,
            cost_per_person,
            impressions,
            clicks
        )
),

days as (
    select
        calendar.*,
        campaigns.*,
        calendar.day * 16 + campaigns.campaign_no as cost_key
    from calendar
    cross join campaigns
    where
        calendar.day >= getvariable('start_s') // 86400
        and calendar.day < getvariable('end_s') // 86400
        and case campaigns.campaign
            when 'spring_social' then month(calendar.calendar_date) between 2 and 6
            when 'autumn_social' then month(calendar.calendar_date) >= 9
            when
                'trade_fair'
                then
                    month(calendar.calendar_date) in (3, 10)
                    and day(calendar.calendar_date) between 10 and 14
            when 'video_barista' then month(calendar.calendar_date) in (11, 12, 4, 5)
            when 'newsletter' then calendar.weekday = 2
            else true
        end
)

select
    calendar_date as cost_date,
    (
        2
        * getvariable('person_count')
        * cost_per_person
        * shop
        * (0.85 + 0.3 * draw(cost_key, 'cost'))
        * if(campaign = 'trade_fair', 4, 1)
    )::decimal(18, 2
    ) as cost,
    'cost-' || cost_key as cost_id,
    channel,
    campaign,
    purpose,
    (
        getvariable('person_count')
        * impressions
        * 0.0012
        * shop
        * (0.8 + 0.4 * draw(cost_key, 'shown'))
    )::bigint
        as impressions,
    (
        getvariable('person_count')
        * clicks
        * 0.0001
        * shop
        * (0.8 + 0.4 * draw(cost_key, 'clicked'))
    )::bigint
        as clicks,
    currency,
    loaded((day + 1)::bigint * 86400, cost_key, 0) as loaded_at,
    'ads' as source_system
from days;
