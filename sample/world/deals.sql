-- The pipelines: what becomes of a visit to a stage, and how long it lasts. The time is
-- Weibull whatever the outcome, so the hazards of advance, return and loss are
-- proportional.
create or replace temp table stage_rules as
select
    *,
    max(stage_no) over (partition by pipeline_no) as last_stage_no
from (
    values
    (1, 'b2b_sales', 1, 'lead', 0.57, 0.00, 0.00, 0.15, 1.0, 3.0, 0.10),
    (1, 'b2b_sales', 2, 'qualified', 0.77, 0.00, 0.10, 0.02, 1.3, 7.0, 0.20),
    (1, 'b2b_sales', 3, 'demo', 0.75, 0.05, 0.00, 0.00, 1.6, 10.0, 0.35),
    (1, 'b2b_sales', 4, 'proposal', 0.74, 0.06, 0.00, 0.00, 1.2, 13.0, 0.50),
    (1, 'b2b_sales', 5, 'negotiation', 0.79, 0.05, 0.00, 0.00, 1.4, 13.0, 0.70),
    (1, 'b2b_sales', 6, 'contract', 0.91, 0.02, 0.00, 0.00, 1.5, 6.0, 0.90),
    (2, 'renewal', 1, 'upcoming', 0.88, 0.00, 0.00, 0.00, 2.0, 25.0, 0.60),
    (2, 'renewal', 2, 'offer', 0.85, 0.03, 0.00, 0.00, 1.3, 14.0, 0.75),
    (2, 'renewal', 3, 'agreement', 0.96, 0.00, 0.00, 0.00, 1.5, 6.0, 0.95),
    (3, 'partners', 1, 'first_contact', 0.60, 0.00, 0.00, 0.00, 1.0, 9.0, 0.20),
    (3, 'partners', 2, 'terms', 0.70, 0.05, 0.00, 0.00, 1.2, 20.0, 0.40),
    (3, 'partners', 3, 'pilot', 0.75, 0.00, 0.00, 0.00, 1.5, 40.0, 0.70)
) as stage_rules (
    pipeline_no, pipeline, stage_no, stage, advance_chance, return_chance, skip_share,
    disqualify_chance, time_shape, time_scale_days, win_probability
);

create or replace temp table company_sizes as
select * from (
    values (1, 'small', 0.50, 0.8, 1900), (2, 'medium', 0.35, 1.0, 4800),
    (3, 'enterprise', 0.15, 1.5, 15000)
) as company_sizes (size_no, company_size, size_share, time_factor, typical_amount);

create or replace temp table accounts as
select
    persons.account_no,
    'A' || (1000 + persons.account_no) as account_id,
    min(persons.person_no) as person_no,
    any_value(persons.born_day) as born_day,
    any_value(persons.country_no) as country_no,
    any_value(persons.country) as country,
    any_value(persons.currency) as currency,
    case
        when draw(persons.account_no, 'size') < 0.50 then 1
        when draw(persons.account_no, 'size') < 0.85 then 2
        else 3
    end as size_no,
    pick(
        [
            'retail',
            'logistics',
            'software',
            'law',
            'hotels',
            'education',
            'health',
            'production'
        ],
        persons.account_no, 'industry'
    ) as industry,
    (noise(persons.account_no, 'owner') % 12)::int + 1 as owner_no
from persons
where persons.is_business
group by persons.account_no;

create or replace temp table new_deals as
with

planned as (
    select
        accounts.*,
        deal_no::int as deal_no,
        accounts.account_no * 8 + deal_no as deal_key,
        (
            accounts.born_day
            + 20
            + deal_no * (70 + 90 * draw(accounts.account_no, 'deal/gap'))
            + 30 * draw(accounts.account_no * 8 + deal_no, 'deal/day')
        )::int as day
    from accounts
    cross join range(8) as numbers (deal_no)
)

select
    planned.* exclude (day),
    case
        when draw(deal_key, 'pipeline') < 0.06 then 3
        when planned.deal_no > 0 and draw(deal_key, 'pipeline') < 0.26 then 2
        else 1
    end as pipeline_no,
    if(planned.deal_no = 0, 'new', 'expansion') as deal_type,
    pick(getvariable('lead_channels'), deal_key, 'lead') as channel_no,
    local_days.midnight_s + 60 * pick(getvariable('office_minutes'), deal_key, 'minute')
    + (noise(deal_key, 'second') % 60)::bigint as created_s
from planned
inner join calendar on planned.day = calendar.day
inner join local_days
    on planned.day = local_days.day and planned.country_no = local_days.country_no
where
    planned.day >= getvariable('start_s') // 86400
    and planned.day < getvariable('end_s') // 86400
    and draw(deal_key, 'appears') < calendar.office;

-- From stage to stage until the deal is won or lost, or time is over.
create or replace temp table stage_visits as
with recursive

starts as (
    select
        new_deals.deal_key,
        new_deals.pipeline_no,
        company_sizes.time_factor,
        channels.lead_effect,
        new_deals.created_s
    from new_deals
    inner join company_sizes on new_deals.size_no = company_sizes.size_no
    inner join channels on new_deals.channel_no = channels.channel_no
),

walked as (
    select
        starts.deal_key,
        starts.pipeline_no,
        starts.time_factor,
        starts.lead_effect,
        1 as visit_no,
        1 as stage_no,
        starts.created_s as entered_s,
        starts.created_s + greatest(60, (86400 * starts.time_factor * weibull(
            starts.deal_key * 32 + 1, 'stage/time', stage_rules.time_shape,
            stage_rules.time_scale_days
        ))::bigint) as left_s,
        stage_outcome(
            starts.deal_key * 32 + 1,
            logistic(log_odds(stage_rules.advance_chance) + starts.lead_effect),
            stage_rules.return_chance,
            stage_rules.disqualify_chance
        ) as outcome
    from starts
    inner join stage_rules
        on starts.pipeline_no = stage_rules.pipeline_no and stage_rules.stage_no = 1

    union all

    select
        before.deal_key,
        before.pipeline_no,
        before.time_factor,
        before.lead_effect,
        before.visit_no + 1,
        rules.stage_no,
        before.left_s,
        before.left_s + greatest(60, (86400 * before.time_factor * weibull(
            before.deal_key * 32 + before.visit_no + 1, 'stage/time', rules.time_shape,
            rules.time_scale_days
        ))::bigint),
        stage_outcome(
            before.deal_key * 32 + before.visit_no + 1,
            if(
                rules.stage_no = 1,
                logistic(log_odds(rules.advance_chance) + before.lead_effect),
                rules.advance_chance
            ),
            rules.return_chance,
            rules.disqualify_chance
        )
    from walked as before
    inner join stage_rules as left_rules
        on
            before.pipeline_no = left_rules.pipeline_no
            and before.stage_no = left_rules.stage_no
    inner join stage_rules as rules
        on
            before.pipeline_no = rules.pipeline_no
            and rules.stage_no = case before.outcome
                when 'returned' then before.stage_no - 1
                when 'advanced' then before.stage_no + 1 + (
                    draw(before.deal_key * 32 + before.visit_no, 'skip')
                    < left_rules.skip_share
                )::int
            end
    where before.left_s < getvariable('end_s') and before.visit_no < 31
)

select
    walked.deal_key,
    walked.pipeline_no,
    walked.visit_no,
    walked.stage_no,
    stage_rules.pipeline,
    stage_rules.stage,
    stage_rules.win_probability,
    walked.entered_s,
    walked.left_s as planned_left_s,
    if(walked.left_s < getvariable('end_s'), walked.left_s, null) as left_s,
    case
        when walked.left_s >= getvariable('end_s') then 'open'
        when walked.outcome = 'advanced' and walked.stage_no = stage_rules.last_stage_no
            then 'won'
        else walked.outcome
    end as outcome,
    row_number() over (partition by walked.deal_key order by walked.visit_no desc) = 1
        as is_last
from walked
inner join stage_rules
    on
        walked.pipeline_no = stage_rules.pipeline_no
        and walked.stage_no = stage_rules.stage_no;

create or replace temp table deals as
select
    new_deals.*,
    'D' || (100000 + new_deals.deal_key) as deal_id,
    'C' || (10000000 + new_deals.person_no) as customer_id,
    last_visit.pipeline,
    case
        when
            last_visit.pipeline_no < 3 and last_visit.outcome <> 'open'
            then last_visit.outcome
        when last_visit.outcome = 'won' then 'signed'
        when last_visit.outcome <> 'open' then 'declined'
        else last_visit.stage
    end as stage,
    last_visit.stage as last_stage,
    last_visit.outcome as status,
    last_visit.win_probability,
    last_visit.entered_s as last_entered_s,
    last_visit.left_s as closed_s,
    channels.channel,
    (
        company_sizes.typical_amount
        * exp(0.55 * gauss(new_deals.deal_key, 'amount') - 0.15)
        * case new_deals.currency when 'RUB' then 85 when 'EUR' then 0.92 else 1 end
        * if(new_deals.pipeline_no = 2, 0.4, 1)
    )::decimal(18, 0
    )::decimal(18, 2
    ) as amount,
    24 + (noise(new_deals.deal_key, 'product') % 6)::int as product_no
from new_deals
inner join stage_visits as last_visit
    on new_deals.deal_key = last_visit.deal_key and last_visit.is_last
inner join company_sizes on new_deals.size_no = company_sizes.size_no
inner join channels on new_deals.channel_no = channels.channel_no;

create or replace temp table hand_overs as
select
    deals.deal_key,
    deals.owner_no % 12 + 1 as owner_no,
    deals.created_s + (
        (coalesce(deals.closed_s, getvariable('end_s')) - deals.created_s)
        * (0.2 + 0.6 * draw(deals.deal_key, 'handed'))
    )::bigint as handed_s
from deals
where draw(deals.deal_key, 'hand-over') < 0.14;
