-- The other raw tables in the form of the contract, one view each.
create or replace temp view raw_customers as
with

records as (
    select
        known.*,
        customer_id as record_id,
        null::varchar as merged_into,
        null::bigint as record_merged_s
    from known
    union all
    select known.*, duplicate_id, customer_id, merged_s
    from known
    where duplicate_id is not null
    union all
    select known.*, second_duplicate_id, duplicate_id, merged_s
    from known
    where second_duplicate_id is not null
)

select
    records.record_id as customer_id,
    records.account_id,
    at_second(records.known_s) as created_at,
    accounts.industry,
    company_sizes.company_size,
    countries.region,
    records.country,
    case
        when records.is_business
            then
                ['office_manager', 'buyer', 'director'][
                    1 + (records.person_no % 40 - 34)::int % 3
                ]
        when records.loyal_gap_days is not null then 'coffee_lover'
        else 'occasional'
    end as persona,
    if(records.is_business, 'business', 'consumer') as segment,
    records.language,
    countries.timezone,
    pick(
        ['email', 'email', 'messenger', 'phone', 'sms'], records.person_no, 'preferred'
    )
        as preferred_channel,
    records.has_consent as marketing_consent,
    case when referrers.person_no <> records.person_no then referrers.customer_id end
        as referred_by_customer_id,
    records.merged_into as merged_into_customer_id,
    at_second(records.record_merged_s) as merged_at,
    case
        when records.order_count >= 5 then 'gold' when
            records.order_count >= 3
            then 'silver'
        when records.order_count > 0 then 'basic'
    end as loyalty_tier,
    'batch-' || (records.known_s // 2592000) as import_batch,
    loaded(
        coalesce(records.record_merged_s, records.known_s),
        records.record_id,
        late_days(records.record_id)
    )
        as loaded_at,
    null::timestamp as updated_at,
    false as is_deleted,
    'crm' as source_system
from records
inner join countries on records.country_no = countries.country_no
left join accounts on records.account_no = accounts.account_no
left join company_sizes on accounts.size_no = company_sizes.size_no
left join first_customers
    on
        records.block_no = first_customers.block_no
        and noise(records.person_no, 'referred') % 12 = 0
        and first_customers.known_s < records.known_s
left join known as referrers on first_customers.person_no = referrers.person_no;

create or replace temp view raw_deals as
select
    deals.deal_id,
    at_second(deals.created_s) as created_at,
    deals.stage,
    deals.customer_id,
    deals.account_id,
    deals.pipeline,
    deals.deal_type,
    deals.status,
    sales_owner(coalesce(hand_overs.owner_no, deals.owner_no)) as owner,
    deals.amount,
    deals.currency,
    case deals.status
        when 'open' then deals.win_probability when 'won' then 1 else 0
    end
    ::decimal(4, 2) as probability,
    at_second(
        deals.created_s
        + 86400 * (30 + (noise(deals.deal_key, 'expected') % 60)::bigint)
    )::date
        as expected_close_date,
    at_second(deals.closed_s) as closed_at,
    case when deals.status = 'lost' then pick(
        [
            'price',
            'competitor',
            'no_budget',
            'no_decision',
            'timing',
            'missing_feature',
            'цена'
        ],
        deals.deal_key, 'lost reason'
    ) end as lost_reason,
    case
        when
            deals.status = 'lost' and noise(deals.deal_key, 'competitor') % 10 < 4
            then pick(
                ['BeanMaster', 'OfficeBrew', 'Kaffee24'],
                deals.deal_key,
                'competitor name'
            )
    end as competitor,
    case
        when
            deals.status = 'open' and noise(deals.deal_key, 'next step') % 4 > 0
            then at_second(
                getvariable('end_s')
                + 86400 * ((noise(deals.deal_key, 'next step/day') % 12)::bigint - 3)
            )
    end
        as next_step_at,
    products.product_id,
    spellings.spelling as channel,
    loaded(
        coalesce(deals.closed_s, deals.last_entered_s),
        deals.deal_id,
        late_days(deals.deal_id)
    )
        as loaded_at,
    at_second(coalesce(deals.closed_s, deals.last_entered_s)) as updated_at,
    false as is_deleted,
    'crm' as source_system
from deals
inner join products on deals.product_no = products.product_no
inner join spellings
    on
        deals.channel_no = spellings.channel_no
        and (noise(deals.deal_key, 'spelling') % 16)::int = spellings.spelling_no
left join hand_overs on deals.deal_key = hand_overs.deal_key;

create or replace temp view raw_deal_stage_changes as
with

moves as (
    select deal_key, stage, entered_s as changed_s, visit_no
    from stage_visits
    union all
    select deals.deal_key, deals.stage, deals.closed_s, 99
    from deals
    where deals.closed_s is not null
)

select
    deals.deal_id,
    moves.stage,
    at_second(moves.changed_s) as changed_at,
    deals.deal_id || '/' || moves.visit_no as change_id,
    deals.pipeline,
    deals.amount,
    at_second(
        deals.created_s
        + 86400 * (30 + (noise(deals.deal_key, 'expected') % 60)::bigint)
    )::date
        as expected_close_date,
    sales_owner(deals.owner_no) as changed_by,
    loaded(
        moves.changed_s,
        moves.deal_key * 128 + moves.visit_no,
        late_days(moves.deal_key * 128 + moves.visit_no)
    )
        as loaded_at,
    'crm' as source_system
from moves
inner join deals on moves.deal_key = deals.deal_key;

create or replace temp view raw_deal_owner_changes as
select
    deals.deal_id,
    sales_owner(deals.owner_no) as owner,
    at_second(deals.created_s) as changed_at,
    loaded(deals.created_s, deals.deal_id, 0) as loaded_at,
    'crm' as source_system
from deals
union all
select
    deals.deal_id,
    sales_owner(hand_overs.owner_no),
    at_second(hand_overs.handed_s),
    loaded(hand_overs.handed_s, deals.deal_id || '/h', 0),
    'crm'
from hand_overs
inner join deals on hand_overs.deal_key = deals.deal_key;

create or replace temp view raw_deal_contacts as
select
    deals.deal_id,
    known.customer_id,
    ['champion', 'buyer', 'decision_maker'][
        1 + (known.person_no - deals.person_no)::int
    ] as role,
    loaded(
        deals.created_s + 86400 * (known.person_no - deals.person_no),
        deals.deal_key * 4 + known.person_no - deals.person_no,
        0
    )
        as loaded_at,
    'crm' as source_system
from deals
inner join
    known
    on deals.account_no = known.account_no and known.known_s < getvariable('end_s')
where
    known.person_no = deals.person_no
    or noise(deals.deal_key * 4 + known.person_no - deals.person_no, 'contact')
    % 10 < 6;

create or replace temp view raw_deal_tasks as
with

asked as (
    select
        stage_visits.deal_key * 128
        + stage_visits.visit_no * 4
        + kinds.position as task_key,
        deals.deal_id,
        kinds.task_type,
        kinds.team,
        kinds.typical_days,
        stage_visits.entered_s + 3600 * kinds.position as requested_s
    from stage_visits
    inner join deals on stage_visits.deal_key = deals.deal_key
    inner join (
        values
        (1, 4, 'quote', 'presales', 1.0), (2, 4, 'approval', 'finance', 1.5),
        (1, 6, 'contract', 'legal', 2.5), (2, 6, 'signature', 'customer', 2.0),
        (1, 5, 'approval', 'management', 1.2), (3, 6, 'invoice', 'finance', 1.0),
        (4, 6, 'payment', 'finance', 7.0)
    ) as kinds (position, stage_no, task_type, team, typical_days)
        on stage_visits.stage_no = kinds.stage_no and stage_visits.pipeline_no = 1
    where
        noise(
            stage_visits.deal_key * 128 + stage_visits.visit_no * 4 + kinds.position,
            'task'
        )
        % 10
        < 8
),

worked as (
    select
        *,
        requested_s
        + (86400 * typical_days * 0.3 * weibull(task_key, 'waits', 0.9, 1))::bigint
            as started_s
    from asked
    where requested_s < getvariable('end_s')
),

finished as (
    select
        *,
        started_s
        + (86400 * typical_days * 0.5 * weibull(task_key, 'works', 0.9, 1))::bigint
            as completed_s
    from worked
)

select
    't-' || task_key as task_id,
    deal_id,
    task_type,
    at_second(requested_s) as requested_at,
    case when started_s < getvariable('end_s') then at_second(started_s) end
        as started_at,
    case when completed_s < getvariable('end_s') then at_second(completed_s) end
        as completed_at,
    at_second(requested_s + (86400 * typical_days * 1.2)::bigint) as due_at,
    case
        when completed_s < getvariable('end_s') then
            if(
                task_type = 'approval' and noise(task_key, 'refused') % 12 = 0,
                'refused',
                'done'
            )
    end as outcome,
    pick(['karl.f', 'lena.t', 'mike.o', 'nina.p'], task_key, 'worker') as owner,
    team,
    loaded(
        case
            when completed_s < getvariable('end_s') then completed_s
            when started_s < getvariable('end_s') then started_s
            else requested_s
        end,
        task_key,
        late_days(task_key)
    ) as loaded_at,
    'crm' as source_system
from finished;

create or replace temp view raw_survey_responses as
select
    response_id,
    survey_type,
    if(is_answered, true_score, null)::decimal(4, 1) as score,
    customer_id,
    null::varchar as anonymous_id,
    deal_id,
    -- The invitation that carried the question is not what it asks about.
    null::varchar as touchpoint_id,
    order_id,
    case_id,
    null::varchar as product_id,
    pick(['email', 'email', 'sms', 'website'], survey_key, 'channel') as channel,
    at_second(sent_s) as sent_at,
    case when is_delivered or is_answered then at_second(sent_s + 40) end
        as delivered_at,
    case when is_answered then at_second(planned_answer_s) end as responded_at,
    at_second(followed_up_s) as resolved_at,
    case when is_answered and noise(survey_key, 'comments') % 10 < 4 then pick(
        comments.texts, survey_key, 'comment'
    ) end as comment,
    loaded(
        coalesce(followed_up_s, if(is_answered, planned_answer_s, sent_s)), survey_key,
        late_days(survey_key)
    ) as loaded_at,
    null::timestamp as updated_at,
    false as is_deleted,
    'survey_tool' as source_system
from surveys
left join comments
    on
        surveys.language = comments.language
        and case
            when surveys.quantile < 0.2 then 'bad' when
                surveys.quantile < 0.5
                then 'middle'
            else 'good'
        end
        = comments.mood;

create or replace temp view raw_support_cases as
select
    case_id,
    at_second(opened_s) as opened_at,
    customer_id,
    order_id,
    topic,
    channel,
    priority,
    case
        when planned_reply_s < getvariable('end_s') then at_second(planned_reply_s)
    end as first_replied_at,
    case
        when
            planned_resolved_s < getvariable('end_s')
            then at_second(planned_resolved_s)
    end as resolved_at,
    reopened_count,
    owner,
    loaded(
        case
            when planned_resolved_s < getvariable('end_s') then planned_resolved_s
            when planned_reply_s < getvariable('end_s') then planned_reply_s
            else opened_s
        end,
        case_key,
        late_days(case_key)
    ) as loaded_at,
    'helpdesk' as source_system
from cases;

create or replace temp view raw_orders as
with

channel_of_order as (
    select
        orders.*,
        'dev-' || to_hex(noise(orders.person_no * 4, 'device') >> 4) as anonymous_id,
        coalesce(last_visits.spelling, 'sales') as channel
    from orders
    left join (
        select bursts.order_id, spellings.spelling
        from bursts
        inner join
            spellings
            on bursts.channel_no = spellings.channel_no and spellings.spelling_no = 1
        where bursts.kind = 'purchase'
    ) as last_visits on orders.order_id = last_visits.order_id
)

select
    order_id,
    at_second(ordered_s) as ordered_at,
    amount,
    customer_id,
    case when not is_deal then anonymous_id end as anonymous_id,
    currency,
    case fate
        when 'return_row' then 'completed'
        when 'returned' then if(returned_s is null, 'completed', 'returned')
        else fate
    end as status,
    case when fate = 'returned' then at_second(returned_s) end as returned_at,
    null::varchar as original_order_id,
    discount_amount,
    case
        when
            has_promo
            then
                pick(
                    ['WELCOME10', 'COFFEE10', 'LETO10', 'HERBST10'],
                    order_key,
                    'promo code'
                )
    end
        as promo_code,
    case when has_promo and noise(order_key, 'offer') % 2 = 0 then 'offer-10' end
        as offer_id,
    cost_of_goods,
    channel,
    deal_id,
    at_second(promised_s) as promised_at,
    at_second(delivered_s) as delivered_at,
    loaded(
        coalesce(if(fate = 'returned', returned_s, null), delivered_s, ordered_s),
        order_key,
        late_days(order_key)
    )
        as loaded_at,
    at_second(
        coalesce(if(fate = 'returned', returned_s, null), delivered_s, ordered_s)
    ) as updated_at,
    false as is_deleted,
    'shop' as source_system
from channel_of_order
union all
select
    order_id || '-ret',
    at_second(returned_s),
    -if(noise(order_key, 'part') % 3 = 0, (amount / 2)::decimal(18, 2), amount),
    customer_id,
    null,
    currency,
    'returned',
    null,
    order_id,
    0,
    null,
    null,
    -if(
        noise(order_key, 'part') % 3 = 0,
        (cost_of_goods / 2)::decimal(18, 2),
        cost_of_goods
    ),
    channel,
    deal_id,
    null,
    null,
    loaded(returned_s, order_key + 1, 0),
    at_second(returned_s),
    false,
    'shop'
from channel_of_order
where fate = 'return_row' and returned_s is not null;

create or replace temp view raw_order_items as
select
    all_items.order_id,
    all_items.line_number,
    all_items.product_id,
    all_items.quantity,
    all_items.unit_price,
    all_items.category,
    all_items.discount_amount,
    if(
        orders.fate = 'returned' and orders.returned_s is not null,
        all_items.quantity,
        0
    ) as returned_quantity,
    case when orders.fate = 'returned' and orders.returned_s is not null then pick(
        ['damaged', 'wrong_item', 'changed_mind', 'too_late', 'не подошло'],
        all_items.order_key,
        'return reason'
    ) end
        as return_reason,
    loaded(all_items.ordered_s, all_items.line_key, 0) as loaded_at,
    'shop' as source_system
from all_items
inner join orders on all_items.order_id = orders.order_id;

create or replace temp view raw_experiment_assignments as
select
    'one_page_checkout' as experiment,
    if(assignments.is_treated, 'one_page', 'control') as variant,
    at_second(assignments.assigned_s) as assigned_at,
    case when known.known_s <= assignments.assigned_s then known.customer_id end
        as customer_id,
    case
        when known.known_s <= assignments.assigned_s then null
        else 'dev-' || to_hex(noise(assignments.person_no * 4, 'device') >> 4)
    end as anonymous_id,
    loaded(assignments.assigned_s, assignments.person_no, 0) as loaded_at,
    'web' as source_system
from assignments
left join known on assignments.person_no = known.person_no;

create or replace temp view raw_consents as
select
    customer_id,
    has_consent as is_granted,
    at_second(known_s + 60) as changed_at,
    'marketing' as purpose,
    channel,
    loaded(known_s + 60, person_no, 0) as loaded_at,
    'crm' as source_system
from known
cross join (values ('email'), ('messenger')) as channels (channel)
union all
select
    customer_id,
    false,
    at_second(known_s + 86400 * (30 + (noise(person_no, 'revokes/day') % 300)::bigint)),
    'marketing',
    'email',
    loaded(
        known_s + 86400 * (30 + (noise(person_no, 'revokes/day') % 300)::bigint),
        person_no,
        0
    ),
    'crm'
from known
where
    has_consent and noise(person_no, 'revokes') % 20 = 0
    and known_s + 86400 * (30 + (noise(person_no, 'revokes/day') % 300)::bigint)
    < getvariable('end_s');

create or replace temp view raw_loyalty_events as
select
    event_id,
    customer_id,
    event_type,
    at_second(occurred_s) as occurred_at,
    points::decimal(18, 2) as points,
    tier,
    loaded(occurred_s, event_key, 0) as loaded_at,
    'loyalty' as source_system
from loyalty_events;

create or replace temp view raw_scenario_actions as
with

triggers as (
    select
        'trg-' || bursts.burst_id as trigger_id,
        bursts.*
    from bursts
    where bursts.kind in ('cart', 'checkout') and bursts.customer_id is not null
)

select
    trigger_id,
    steps.action,
    at_second(started_s + steps.delay_s) as occurred_at,
    customer_id,
    'email' as channel,
    'cart_reminder' as campaign,
    if(steps.action = 'sent', 0.02, 0)::decimal(18, 4) as cost,
    loaded(started_s + steps.delay_s, trigger_id || steps.action, 0) as loaded_at,
    'campaigns' as source_system
from triggers
cross join (
    values (100, 'sent', 7200),
    (96, 'delivered', 7260),
    (46, 'opened', 11000),
    (14, 'clicked', 11060),
    (1, 'unsubscribed', 11100)
) as steps (chance, action, delay_s)
where
    (burst_hash >> 40) % 100 < steps.chance
    and started_s + steps.delay_s < getvariable('end_s');
