with

compared as (
    select * from {{ ref('int_bottlenecks__compared') }}
),

deal_stages as (
    select * from {{ ref('agg_deal_stages') }}
    where breakdown = 'all'
),

journey_stages as (
    select * from {{ ref('agg_journey_stages') }}
    where breakdown = 'all'
),

timed as (
    select
        compared.*,
        coalesce(deal_stages.median_days, journey_stages.median_days) as median_days
    from compared
    left join deal_stages
        on
            compared.subject = 'deals'
            and compared.pipeline = deal_stages.pipeline
            and compared.stage = deal_stages.stage
    left join journey_stages
        on
            compared.subject = 'journeys'
            and compared.stage = journey_stages.journey_stage
),

valued as (
    select
        *,
        ended_count * greatest(coalesce(best_share - passed_share, 0), 0)
        * coalesce(value_of_passage, 0) as conversion_value_lost,
        (timed_count + running_count) * greatest(coalesce(mean_days - best_days, 0), 0)
        * coalesce(passed_share * value_of_passage, 0)
        * {{ var('waiting_cost_share_per_year') }} / 365 as waiting_value_lost
    from timed
),

final as (
    select
        *,
        {{ nine_digits('conversion_value_lost + waiting_value_lost') }}
            as expected_value_lost
    from valued
)

select * from final
