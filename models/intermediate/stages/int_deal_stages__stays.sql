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
numbered as (
    select
        stages.stage_number,
        visits.deal_id,
        visits.stay_microseconds,
        visits.is_first_visit,
        case visits.outcome
            when 'advanced' then 1
            when 'won' then 1
            when 'returned' then 2
            when 'lost' then 3
        end as ended_by
    from visits
    inner join stages
        on visits.pipeline = stages.pipeline and visits.stage = stages.stage
),

-- Before the groups are there, as each row is carried through the sorting.
placed as (
    select
        *,
        {{ place_of_stay('stage_number', 'stay_microseconds') }} as place
    from numbered
),

final as (
    select
        placed.stage_number,
        grouped.group_numbers,
        placed.stay_microseconds,
        placed.place,
        placed.ended_by,
        placed.is_first_visit,
        placed.is_first_visit and grouped.status = 'won' as is_first_of_won,
        placed.is_first_visit and grouped.status in ('won', 'lost')
            as is_first_of_decided
    from placed
    inner join grouped
        on placed.deal_id = grouped.deal_id
)

select * from final
