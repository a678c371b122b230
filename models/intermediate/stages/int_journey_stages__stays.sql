with

cycled as (
    select
        *,
        cast(round(stay_days * 86400000000) as bigint) as stay_microseconds
    from {{ ref('int_journey_stages__cycled') }}
),

grouped as (
    select * from {{ ref('int_journeys__grouped') }}
),

stages as (
    select * from {{ ref('int_journey_stages__numbered') }}
),

-- Numbers for names and ends, since each row is counted once per breakdown.
final as (
    select
        stages.stage_number,
        grouped.group_numbers,
        cycled.stay_microseconds,
        {{ place_of_stay('stages.stage_number', 'cycled.stay_microseconds') }}
            as place,
        case cycled.outcome
            when 'advanced' then 1
            when 'dropped' then 2
        end as ended_by,
        cycled.journey_status = 'converted' as is_converted,
        cycled.journey_status != 'open' as is_ended,
        cycled.is_last_stage,
        cycled.days_to_next_cycle
    from cycled
    inner join grouped
        on cycled.journey_id = grouped.journey_id
    inner join stages
        on cycled.journey_stage = stages.journey_stage
)

select * from final
