-- Who is who: every raw identifier and the person whose it is. A shared tablet has
-- several.
create or replace temp table truth_identities as
select
    customer_id as raw_id,
    'customer_id' as id_type,
    person_no,
    customer_id as surviving_id
from known
union all
select duplicate_id, 'customer_id', person_no, customer_id
from known
where duplicate_id is not null
union all
select second_duplicate_id, 'customer_id', person_no, customer_id
from known
where second_duplicate_id is not null
union all
select distinct
    bursts.anonymous_id,
    if(bursts.anonymous_id like 'tab-%', 'shared_device', 'device'),
    bursts.person_no,
    known.customer_id
from bursts
left join known on bursts.person_no = known.person_no
where bursts.anonymous_id is not null;

-- What everyone who was asked would have answered.
create or replace temp table truth_survey_answers as
select
    response_id,
    survey_type,
    true_score,
    is_answered
from surveys;

-- Stage visits as they really went on, beyond the end of the data.
create or replace temp table truth_deal_stage_visits as
select
    deals.deal_id,
    stage_visits.pipeline,
    stage_visits.visit_no as visit_number,
    stage_visits.stage,
    (stage_visits.planned_left_s - stage_visits.entered_s) / 86400.0 as true_days,
    stage_visits.outcome,
    company_sizes.company_size
from stage_visits
inner join deals on stage_visits.deal_key = deals.deal_key
inner join company_sizes on deals.size_no = company_sizes.size_no;
