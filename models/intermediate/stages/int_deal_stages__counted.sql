with

visits as (
    select
        *,
        {{ exploded_list('group_numbers') }} as group_number
    from {{ ref('int_deal_stages__flagged') }}
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
        count(visited_deal) as visited_deal_count,
        count(won_deal) as won_deal_count,
        count(decided_deal) as decided_deal_count,
        count(advanced) as advanced_count,
        count(returned) as returned_count,
        count(lost) as lost_count,
        count(running) as open_count,
        count(untimed_visit) as untimed_visit_count
    from visits
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
