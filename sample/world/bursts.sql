-- Everything that leaves touches, one row per burst of them: a visit, a letter, a
-- deal's stage, a delivery. A script says which touches a burst consists of.
create or replace temp table bursts (
    burst_id varchar,
    person_no bigint,
    started_s bigint,
    span_s bigint,
    kind varchar,
    entry_no int,
    customer_id varchar,
    login_step int,
    anonymous_id varchar,
    channel_no int,
    campaign varchar,
    product_id varchar,
    deal_id varchar,
    case_id varchar,
    order_id varchar,
    owner varchar,
    device varchar,
    country varchar,
    currency varchar,
    language varchar,
    value decimal(18, 2),
    burst_hash ubigint
);

-- Visits to the web site: anonymous until the person is known and logs in.
insert into bursts by name
with

visits_of_persons as (
    select
        visits.visit_key,
        visits.person_no,
        visits.episode_key,
        visits.started_s,
        visits.channel_no,
        channels.entry_no,
        channels.campaigns,
        visits.visit_no,
        visits.is_business,
        visits.country,
        visits.language,
        known.currency,
        visits.device_count,
        visits.shares_tablet,
        noise(visits.visit_key, 'visit') as visit_noise,
        -- not of who is new in the last hours, or minutes before the end: those have
        -- no order yet
        orders.episode_key is not null
        and bought_episodes.last_visit_no = visits.visit_no as is_purchase,
        id_of_time(
            known.customer_id, known.duplicate_id, known.second_duplicate_id,
            known.merged_s, visits.started_s, visits.person_no
        ) as customer_id,
        known.known_s
    from visits
    inner join channels on visits.channel_no = channels.channel_no
    left join bought_episodes on visits.episode_key = bought_episodes.episode_key
    left join orders on bought_episodes.episode_key = orders.episode_key
    left join known on visits.person_no = known.person_no
),

with_kind as (
    select
        *,
        case
            when is_purchase then 'purchase'
            when is_business and visit_noise % 100 < 40 then 'office_bounce'
            when is_business then 'office_research'
            when started_s > known_s and visit_noise % 100 < 8 then 'member'
            when visit_noise % 100 < 42 then 'bounce'
            when visit_noise % 100 < 62 then 'browse'
            when visit_noise % 100 < 77 then 'compare'
            when visit_noise % 100 < 82 then 'content'
            when visit_noise % 100 < 94 then 'cart'
            else 'checkout'
        end as kind,
        case
            when shares_tablet and (visit_noise >> 8) % 3 = 0 then -1
            else (visit_noise >> 16) % device_count::ubigint
        end::int as device_no
    from visits_of_persons
)

select
    person_no || '-v' || (visit_key - person_no * 512) as burst_id,
    person_no,
    started_s,
    0 as span_s,
    kind,
    entry_no,
    -- a purchase is never anonymous; of other visits of known persons most are logged
    -- in
    case when is_purchase or started_s > known_s then customer_id end as customer_id,
    case
        when is_purchase and started_s <= known_s then 4
        when (visit_noise >> 24) % 10 < 6 then 0
        when (visit_noise >> 24) % 10 < 8 then 2
        when is_purchase then 3
        else 99
    end as login_step,
    case
        when
            device_no = -1
            then 'tab-' || to_hex(noise(person_no // 3, 'tablet/id') >> 20)
        else 'dev-' || to_hex(noise(person_no * 4 + device_no, 'device') >> 4)
    end as anonymous_id,
    channel_no,
    pick(campaigns, visit_key, 'campaign') as campaign,
    products.product_id,
    country,
    currency,
    language,
    case
        when device_no = -1 then 'tablet'
        when
            device_no = 0
            then
                if(
                    channel_no = 17 or noise(person_no, 'device/kind') % 10 < 6,
                    'mobile',
                    'desktop'
                )
        else if(noise(person_no, 'device/kind') % 10 < 6, 'desktop', 'mobile')
    end as device,
    case when is_purchase then 'o-' || person_no || '-' || (episode_key % 64) end
        as order_id,
    noise(visit_key, 'burst') as burst_hash
from with_kind
inner join products
    on pick(getvariable('shop_products'), visit_key, 'view') = products.product_no;

-- What follows an order: confirmation, delivery, perhaps a return.
insert into bursts by name
select
    orders.order_id || '-f' as burst_id,
    orders.person_no,
    orders.ordered_s + 30 as started_s,
    coalesce(orders.delivered_s, getvariable('end_s') + 999)
    - orders.ordered_s
    - 30 as span_s,
    if(orders.delivered_s > orders.promised_s, 'fulfilment_late', 'fulfilment') as kind,
    orders.customer_id,
    0 as login_step,
    7 as channel_no,
    orders.order_id,
    orders.deal_id,
    orders.currency,
    noise(orders.order_key, 'fulfilment') as burst_hash
from orders
where orders.fate <> 'cancelled' and not orders.is_deal
union all
select
    orders.order_id || '-r',
    orders.person_no,
    orders.returned_s - 86400 * 3,
    86400 * 3,
    'returned',
    orders.customer_id,
    0,
    22,
    orders.order_id,
    orders.deal_id,
    orders.currency,
    noise(orders.order_key, 'return touches')
from orders
where orders.returned_s is not null;

-- Letters and texts to those who are known and agreed.
insert into bursts by name
with

letters as (
    select
        known.*,
        letter_no,
        known.person_no * 256 + letter_no as letter_key,
        greatest(known.known_s, getvariable('start_s')) // 86400 + 9 + (
            letter_no * 90 + noise(known.person_no * 256 + letter_no, 'letter/day') % 90
        )::bigint as day
    from known
    cross join range(8) as numbers (letter_no)
    where known.has_consent
),

sent as (
    select
        letters.*,
        draw(letter_key, 'letter') as fate,
        local_days.midnight_s
        + 36000
        + (noise(letter_key, 'letter/second') % 1200)::bigint
            as started_s
    from letters
    inner join local_days
        on letters.day = local_days.day and letters.country_no = local_days.country_no
)

select
    person_no || '-l' || letter_no as burst_id,
    person_no,
    started_s,
    0 as span_s,
    case
        when fate < 0.30 then 'letter_sent'
        when fate < 0.66 then 'letter_opened'
        when fate < 0.82 then 'letter_clicked'
        when fate < 0.827 then 'letter_unsubscribed'
        when fate < 0.95 then 'text_sent'
        else 'text_clicked'
    end as kind,
    customer_id,
    0 as login_step,
    if(fate < 0.827, 7, [9, 10, 8][1 + (letter_key % 3)::int]) as channel_no,
    if(
        fate < 0.827,
        pick(['newsletter', 'offers', 'newsletter'], letter_key, 'campaign'),
        'app_offers'
    )
        as campaign,
    products.product_id,
    country,
    currency,
    language,
    noise(letter_key, 'letter/burst') as burst_hash
from sent
inner join products
    on pick(getvariable('shop_products'), letter_key, 'view') = products.product_no
where started_s < getvariable('end_s');

-- Ads that were seen and not clicked (a sample of them), a few minutes before a visit.
insert into bursts by name
select
    visits.person_no || '-a' || (visits.visit_key - visits.person_no * 512) as burst_id,
    visits.person_no,
    visits.started_s
    - 300
    - (noise(visits.visit_key, 'ad') % 7200)::bigint as started_s,
    0 as span_s,
    'ad_seen' as kind,
    99 as login_step,
    'dev-' || to_hex(noise(visits.person_no * 4, 'device') >> 4) as anonymous_id,
    if(visits.visit_no = 0, 3, 4) as channel_no,
    if(visits.visit_no = 0, 'banner_office', 'cart_reminder_ads') as campaign,
    visits.country,
    visits.language,
    noise(visits.visit_key, 'ad/burst') as burst_hash
from visits
where noise(visits.visit_key, 'ad seen') % 100 < 5;

-- Deals: the lead, then what the sales team does while the deal is in a stage.
insert into bursts by name
select
    deals.deal_id || '-0' as burst_id,
    deals.person_no,
    deals.created_s - 600 as started_s,
    0 as span_s,
    case
        when deals.channel = 'phone' then 'lead_call'
        when deals.channel = 'sales' then 'lead_sales'
        when deals.channel = 'event' then 'lead_event'
        when deals.channel = 'email' then 'lead_mail'
        when deals.channel = 'messenger' then 'lead_messenger'
        else 'lead_web'
    end as kind,
    deals.customer_id,
    case when deals.deal_no = 0 then 2 else 0 end as login_step,
    case
        when deals.channel_no not in (18, 19, 20) then
            'dev-' || to_hex(noise(deals.person_no * 4, 'device') >> 4)
    end as anonymous_id,
    deals.channel_no,
    case deals.channel
        when 'paid_search' then 'machines_search' when 'event' then 'trade_fair'
        when 'paid_social' then 'office_leads'
    end as campaign,
    deals.deal_id,
    products.product_id,
    deals.country,
    deals.currency,
    if(deals.channel = 'sales', sales_owner(deals.owner_no), null) as owner,
    noise(deals.deal_key, 'lead/burst') as burst_hash
from deals
inner join products on deals.product_no = products.product_no
union all
select
    deals.deal_id || '-' || stage_visits.visit_no,
    deals.person_no
    + if(
        stage_visits.stage_no >= 4,
        (noise(deals.deal_key * 32 + stage_visits.visit_no, 'contact') % 3)::bigint,
        0
    ),
    stage_visits.entered_s + 120,
    greatest(stage_visits.planned_left_s - stage_visits.entered_s - 240, 60),
    'stage_'
    || if(deals.pipeline_no = 1, stage_visits.stage_no, stage_visits.stage_no + 3),
    'C'
    || (
        10000000
        + deals.person_no
        + if(
            stage_visits.stage_no >= 4,
            (noise(deals.deal_key * 32 + stage_visits.visit_no, 'contact') % 3)::bigint,
            0
        )
    ),
    0,
    null,
    if(stage_visits.stage_no <= 2, 18, 19),
    null,
    deals.deal_id,
    products.product_id,
    deals.country,
    deals.currency,
    sales_owner(if(
        stage_visits.entered_s >= hand_overs.handed_s,
        hand_overs.owner_no,
        deals.owner_no
    )),
    noise(deals.deal_key * 32 + stage_visits.visit_no, 'stage/burst')
from stage_visits
inner join deals on stage_visits.deal_key = deals.deal_key
left join hand_overs on deals.deal_key = hand_overs.deal_key
inner join products on deals.product_no = products.product_no
union all
select
    deals.deal_id || '-w',
    deals.person_no,
    deals.closed_s + 3600,
    0,
    'after_won',
    deals.customer_id,
    0,
    null,
    19,
    null,
    deals.deal_id,
    products.product_id,
    deals.country,
    deals.currency,
    sales_owner(deals.owner_no),
    noise(deals.deal_key, 'won/burst')
from deals
inner join products on deals.product_no = products.product_no
where deals.status = 'won';

-- Support, surveys, reviews, referrals, loyalty.
insert into bursts by name
select
    cases.case_id as burst_id,
    cases.person_no,
    cases.opened_s as started_s,
    cases.planned_resolved_s - cases.opened_s as span_s,
    case
        when cases.is_complaint then 'complaint'
        when cases.channel in ('phone', 'website') then 'support_1'
        else 'support_2'
    end as kind,
    cases.customer_id,
    case cases.channel
        when 'phone' then 18 when 'website' then 22 when 'email' then 7 else 8
    end
        as channel_no,
    cases.case_id,
    cases.order_id,
    cases.owner,
    noise(cases.case_key, 'case/burst') as burst_hash
from cases;

insert into bursts by name
select
    surveys.response_id as burst_id,
    surveys.person_no,
    surveys.sent_s as started_s,
    surveys.planned_answer_s - surveys.sent_s as span_s,
    if(surveys.is_answered, 'answer', 'invitation') as kind,
    surveys.customer_id,
    7 as channel_no,
    surveys.order_id,
    surveys.case_id,
    surveys.deal_id,
    noise(surveys.survey_key, 'survey/burst') as burst_hash
from surveys
union all
select
    surveys.response_id || '-r',
    surveys.person_no,
    surveys.planned_answer_s,
    0,
    'review',
    surveys.customer_id,
    16,
    surveys.order_id,
    null,
    null,
    noise(surveys.survey_key, 'review/burst')
from surveys
where surveys.is_answered and surveys.survey_type = 'review';

insert into bursts by name
select
    known.person_no || '-g' as burst_id,
    known.person_no,
    known.known_s + 86400 * 40 as started_s,
    0 as span_s,
    'refer' as kind,
    known.customer_id,
    12 as channel_no,
    noise(known.person_no, 'refer/burst') as burst_hash
from known
where known.satisfaction > 1 and known.order_count > 0
union all
select
    loyalty_events.event_id,
    loyalty_events.person_no,
    loyalty_events.occurred_s,
    0,
    'loyalty_' || loyalty_events.event_type,
    loyalty_events.customer_id,
    22,
    noise(loyalty_events.event_key, 'loyalty/burst')
from loyalty_events
where loyalty_events.event_type in ('join', 'redeem');
