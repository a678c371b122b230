with

stays as (
    select
        stage_number,
        {{ exploded_list('group_numbers') }} as group_number,
        stay_microseconds,
        ended_by,
        is_converted,
        is_ended,
        is_last_stage,
        days_to_next_cycle
    from {{ ref('int_journey_stages__stays') }}
),

stages as (
    select * from {{ ref('int_journey_stages__numbered') }}
),

journey_groups as (
    select * from {{ ref('int_journey_groups') }}
),

counted as (
    select
        stage_number,
        group_number,
        count(*) as reached_journey_count,
        count(stay_microseconds) as visited_journey_count,
        count(*) filter (where ended_by = 1) as advanced_count,
        count(*) filter (where ended_by = 2) as dropped_count,
        count(*) filter (where ended_by is null) as open_count,
        count(*) filter (where is_converted) as converted_count,
        count(*) filter (where is_ended) as ended_count,
        count(*) filter (where is_last_stage) as ended_here_count,
        count(days_to_next_cycle) as next_cycle_count,
        {{ quantile('days_to_next_cycle', 0.5) }} as median_days_to_next_cycle
    from stays
    group by stage_number, group_number
),

final as (
    select
        stages.journey_stage,
        journey_groups.breakdown,
        journey_groups.breakdown_value,
        counted.*
    from counted
    inner join stages
        on counted.stage_number = stages.stage_number
    inner join journey_groups
        on counted.group_number = journey_groups.group_number
)

select * from final
