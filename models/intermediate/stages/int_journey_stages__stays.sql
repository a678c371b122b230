with

stages as (
    select * from {{ ref('int_journey_stages__cycled') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

broken_down as (
    {{ broken_down(
        'stages',
        subjects={'customers': 'customer_id'},
        at='started_at',
        own={'channel': 'first_channel'},
    ) }}
),

final as (
    select
        journey_stage,
        breakdown,
        breakdown_value,
        stay_days,
        days_to_next_cycle,
        count(*) as reached_journey_count,
        count(*) filter (where is_visited) as visited_journey_count,
        count(*) filter (where outcome = 'advanced') as advanced_count,
        count(*) filter (where outcome = 'dropped') as dropped_count,
        count(*) filter (where outcome = 'open') as censored_count,
        count(*) filter (where journey_status = 'converted') as converted_count,
        count(*) filter (where journey_status != 'open') as ended_count,
        count(*) filter (where is_last_stage) as ended_here_count
    from broken_down
    group by journey_stage, breakdown, breakdown_value, stay_days, days_to_next_cycle
)

select * from final
