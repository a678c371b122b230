-- Whom the company knows: who registered, bought, or works for an account. A person has
-- up to three records (customer ids), two of them duplicates that were merged later in
-- a chain.
create or replace temp table known as
with

first_orders as (
    select
        person_no,
        min(last_visit_s) as first_order_s,
        count(*) as order_count
    from bought_episodes
    group by person_no
),

first_deals as (
    select account_no, min(created_s) as first_deal_s
    from deals
    group by account_no
),

dated as (
    select
        persons.*,
        first_orders.first_order_s,
        coalesce(first_orders.order_count, 0) as order_count,
        least(
            coalesce(persons.registered_day * 86400 + 43200, 9999999999),
            coalesce(first_orders.first_order_s, 9999999999),
            coalesce(first_deals.first_deal_s - 1800, 9999999999)
        )::bigint as known_s
    from persons
    left join first_orders on persons.person_no = first_orders.person_no
    left join first_deals on persons.account_no = first_deals.account_no
    where persons.registered_day is not null or first_orders.person_no is not null
)

select
    *,
    'C' || (10000000 + person_no) as customer_id,
    case
        when noise(person_no, 'duplicate') % 30 = 0
            then 'C' || (50000000 + person_no)
    end as duplicate_id,
    case
        when noise(person_no, 'duplicate') % 120 = 0
            then 'C' || (70000000 + person_no)
    end as second_duplicate_id,
    least(
        known_s + 86400 * (20 + (noise(person_no, 'merged') % 120)::bigint),
        getvariable('end_s') - 3600
    ) as merged_s,
    case when account_no is not null then 'A' || (1000 + account_no) end as account_id
from dated
where known_s < getvariable('end_s') - 7200;

create or replace macro id_of_time(
    customer_id, duplicate_id, second_duplicate_id, merged_s, happened_s, thing
) as
case
    when duplicate_id is null or happened_s >= merged_s then customer_id
    when noise(thing, 'record') % 3 = 0 then duplicate_id
    when noise(thing, 'record') % 3 = 1 then coalesce(second_duplicate_id, customer_id)
    else customer_id
end;

-- Recommendations stay within a block: the earliest known shopper recommends to the
-- others.
create or replace temp table first_customers as
select
    block_no,
    arg_min(person_no, known_s) as person_no,
    min(known_s) as known_s
from known
where not is_business
group by block_no;
