with

visits as (
    select
        deal_id,
        customer_id,
        created_at,
        deal_status,
        pipeline,
        stage,
        is_first_visit,
        outcome,
        stay_days
    from {{ ref('int_deals__visits_timed') }}
),

breakdowns as (
    select * from {{ ref('int_breakdowns') }}
),

breakdown_values as (
    select * from {{ ref('int_breakdown_values') }}
),

-- A deal stays in one segment, that of its opening, in each stage.
broken_down as (
    {{ broken_down(
        'visits',
        subjects={'customers': 'customer_id', 'deals': 'deal_id'},
        at='created_at',
    ) }}
),

final as (
    select
        pipeline,
        stage,
        breakdown,
        breakdown_value,
        stay_days,
        count(*) as visit_count,
        count(*) filter (where is_first_visit) as visited_deal_count,
        count(*) filter (where is_first_visit and deal_status = 'won')
            as won_deal_count,
        count(*) filter (where is_first_visit and deal_status in ('won', 'lost'))
            as decided_deal_count,
        count(*) filter (where outcome in ('advanced', 'won')) as advanced_count,
        count(*) filter (where outcome = 'returned') as returned_count,
        count(*) filter (where outcome = 'lost') as lost_count,
        count(*) filter (where outcome = 'open') as censored_count
    from broken_down
    group by pipeline, stage, breakdown, breakdown_value, stay_days
)

select * from final
