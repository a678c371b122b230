-- Invitations, what each person would answer, and whether they do. Everyone has a true
-- score; the very unhappy and the very happy answer more often than the others.
create or replace temp table score_rules as
select
    *,
    sum(share) over by_score::double as cumulative_share,
    (sum(share) over by_score - share)::double as share_below
from (
    values
    ('nps', 0, 0.01, 0.44), ('nps', 1, 0.01, 0.42), ('nps', 2, 0.01, 0.38),
    ('nps', 3, 0.02, 0.34), ('nps', 4, 0.03, 0.28), ('nps', 5, 0.05, 0.22),
    ('nps', 6, 0.06, 0.20), ('nps', 7, 0.13, 0.20), ('nps', 8, 0.20, 0.24),
    ('nps', 9, 0.23, 0.32), ('nps', 10, 0.25, 0.40),
    ('csat', 1, 0.04, 0.45), ('csat', 2, 0.06, 0.35), ('csat', 3, 0.13, 0.22),
    ('csat', 4, 0.40, 0.25), ('csat', 5, 0.37, 0.40),
    ('csat_support', 1, 0.08, 0.50), ('csat_support', 2, 0.08, 0.40),
    ('csat_support', 3, 0.15, 0.25), ('csat_support', 4, 0.34, 0.30),
    ('csat_support', 5, 0.35, 0.45),
    ('ces', 1, 0.03, 0.40), ('ces', 2, 0.05, 0.34), ('ces', 3, 0.08, 0.26),
    ('ces', 4, 0.14, 0.20), ('ces', 5, 0.27, 0.22), ('ces', 6, 0.27, 0.28),
    ('ces', 7, 0.16, 0.36),
    ('nps_relationship', 0, 0.02, 0.30), ('nps_relationship', 3, 0.05, 0.24),
    ('nps_relationship', 5, 0.06, 0.16), ('nps_relationship', 6, 0.05, 0.13),
    ('nps_relationship', 7, 0.14, 0.13), ('nps_relationship', 8, 0.20, 0.16),
    ('nps_relationship', 9, 0.24, 0.24), ('nps_relationship', 10, 0.24, 0.30),
    ('review', 1, 0.05, 0.22), ('review', 2, 0.04, 0.14), ('review', 3, 0.11, 0.08),
    ('review', 4, 0.32, 0.10), ('review', 5, 0.48, 0.20)
) as score_rules (survey_type, score, share, answer_chance)
window by_score as (partition by survey_type order by score rows unbounded preceding);

create or replace temp table surveys as
with

invited as (
    select
        's-' || orders.order_id as response_id,
        orders.order_key * 4 as survey_key,
        orders.person_no,
        orders.customer_id,
        null::varchar as deal_id,
        orders.order_id,
        null::varchar as case_id,
        orders.delivered_s + 86400 * 5 as sent_s,
        pick(['nps', 'nps', 'csat', 'ces'], orders.order_key, 'survey') as survey_type
    from orders
    where orders.delivered_s is not null and not orders.is_deal
    union all
    select
        's-' || orders.order_id || '-rv',
        orders.order_key * 4 + 1,
        orders.person_no,
        orders.customer_id,
        null,
        orders.order_id,
        null,
        orders.delivered_s + 86400 * 12,
        'review'
    from orders
    where orders.delivered_s is not null and not orders.is_deal
    union all
    select
        's-' || deals.deal_id,
        -(deals.deal_key * 4) - 3,
        deals.person_no,
        deals.customer_id,
        deals.deal_id,
        null,
        null,
        deals.closed_s + 86400 * 20,
        'nps'
    from deals
    where deals.status = 'won'
    union all
    select
        's-' || cases.case_id,
        cases.case_key * 4 + 2,
        cases.person_no,
        cases.customer_id,
        null,
        null,
        cases.case_id,
        cases.planned_resolved_s + 3600,
        pick(['csat_support', 'csat_support', 'ces'], cases.case_key, 'survey')
    from cases
    -- once or twice a year every known customer is asked how likely they recommend us
    union all
    select
        's-' || known.person_no || '-' || half_year,
        known.person_no * 64 + half_year * 4 + 3,
        known.person_no,
        known.customer_id,
        null,
        null,
        null,
        getvariable('start_s') + 86400 * (half_year * 182) + 28800
        + (noise(known.person_no * 8 + half_year, 'relation') % 175)::bigint * 86400
        + (noise(known.person_no * 8 + half_year, 'relation/second') % 36000)::bigint,
        'nps_relationship'
    from known
    cross join range(4) as half_years (half_year)
    where
        known.known_s < getvariable('start_s') + 86400 * (half_year * 182)
        and draw(known.person_no * 8 + half_year, 'asked') < 0.25
),

felt as (
    select
        invited.*,
        known.satisfaction,
        known.language,
        -- the person's own satisfaction counts for half of the variance
        normal_share(
            0.7071 * known.satisfaction + 0.7071 * gauss(invited.survey_key, 'feeling')
        ) as quantile
    from invited
    inner join known on invited.person_no = known.person_no
    where
        invited.sent_s < getvariable('end_s')
        and invited.sent_s >= getvariable('start_s')
)

select
    felt.*,
    score_rules.score as true_score,
    draw(felt.survey_key, 'answers') < score_rules.answer_chance
    and felt.sent_s + (3600 * weibull(felt.survey_key, 'answer/time', 0.7, 14))::bigint
    < getvariable('end_s') as is_answered,
    felt.sent_s + (3600 * weibull(felt.survey_key, 'answer/time', 0.7, 14))::bigint
        as planned_answer_s,
    draw(felt.survey_key, 'delivered') < 0.97 as is_delivered,
    -- someone calls most of those who are unhappy, a day later
    case
        when
            is_answered and felt.quantile < 0.18
            and planned_answer_s + 86400 < getvariable('end_s')
            and noise(felt.survey_key, 'followed up') % 10 < 6
            then planned_answer_s + 86400
    end as followed_up_s
from felt
inner join score_rules
    on
        felt.survey_type = score_rules.survey_type
        and felt.quantile < score_rules.cumulative_share
        and felt.quantile >= score_rules.share_below;
