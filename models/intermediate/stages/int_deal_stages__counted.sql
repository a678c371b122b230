with

stays as (
    select
        stage_number,
        {{ exploded_list('group_numbers') }} as group_number,
        stay_microseconds,
        ended_by,
        is_first_visit,
        is_first_of_won,
        is_first_of_decided
    from {{ ref('int_deal_stages__stays') }}
),

stages as (
    select * from {{ ref('int_deal_stages__numbered') }}
),

breakdown_groups as (
    select * from {{ ref('int_breakdown_groups') }}
),

counted as (
    select
        stage_number,
        group_number,
        count(*) as visit_count,
        count(*) filter (where is_first_visit) as visited_deal_count,
        count(*) filter (where is_first_of_won) as won_deal_count,
        count(*) filter (where is_first_of_decided) as decided_deal_count,
        count(*) filter (where ended_by = 1) as advanced_count,
        count(*) filter (where ended_by = 2) as returned_count,
        count(*) filter (where ended_by = 3) as lost_count,
        count(*) filter (where ended_by is null) as open_count,
        count(*) filter (where stay_microseconds is null) as untimed_visit_count
    from stays
    group by stage_number, group_number
),

final as (
    select
        stages.pipeline,
        stages.stage,
        breakdown_groups.breakdown,
        breakdown_groups.breakdown_value,
        counted.*
    from counted
    inner join stages
        on counted.stage_number = stages.stage_number
    inner join breakdown_groups
        on counted.group_number = breakdown_groups.group_number
)

select * from final
