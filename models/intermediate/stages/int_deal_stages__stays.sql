with

visits as (
    select * from {{ ref('int_deals__visits_timed') }}
),

grouped as (
    select * from {{ ref('int_deals__grouped') }}
),

stages as (
    select * from {{ ref('int_deal_stages__numbered') }}
),

-- Numbers for names and ends, since each row is counted once per breakdown.
final as (
    select
        stages.stage_number,
        grouped.group_numbers,
        visits.stay_microseconds,
        {{ place_of_stay('stages.stage_number', 'visits.stay_microseconds') }} as place,
        case visits.outcome
            when 'advanced' then 1
            when 'won' then 1
            when 'returned' then 2
            when 'lost' then 3
        end as ended_by,
        visits.is_first_visit,
        visits.is_first_visit and visits.deal_status = 'won' as is_first_of_won,
        visits.is_first_visit and visits.deal_status in ('won', 'lost')
            as is_first_of_decided
    from visits
    inner join grouped
        on visits.deal_id = grouped.deal_id
    inner join stages
        on visits.pipeline = stages.pipeline and visits.stage = stages.stage
)

select * from final
