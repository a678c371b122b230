{{ config(materialized='view') }}
with

stays as (
    select * from {{ ref('int_deal_stages__stays') }}
),

-- Before a visit is repeated for each of its dozen groups: a filter of each count there
-- takes twice the time.
flagged as (
    select
        stage_number,
        group_numbers,
        case when is_first_visit then 1 end as visited_deal,
        case when is_first_of_won then 1 end as won_deal,
        case when is_first_of_decided then 1 end as decided_deal,
        case when ended_by = 1 then 1 end as advanced,
        case when ended_by = 2 then 1 end as returned,
        case when ended_by = 3 then 1 end as lost,
        case when ended_by is null then 1 end as running,
        case when stay_microseconds is null then 1 end as untimed_visit
    from stays
)

select * from flagged
