with

compared as (
    select * from {{ ref('int_bottlenecks__compared') }}
),

medians as (
    select * from {{ ref('int_bottlenecks__medians') }}
),

timed as (
    select
        compared.*,
        medians.median_days,
        medians.first_month,
        medians.last_month
    from compared
    inner join medians
        on
            compared.subject = medians.subject
            and compared.pipeline is not distinct from medians.pipeline
            and compared.stage = medians.stage
),

-- What nobody knows the worth of is not worth nothing.
valued as (
    select
        *,
        judged_count * greatest(best_share - passed_share, 0)
        * value_of_passage as conversion_value_lost,
        (timed_count + running_count) * greatest(coalesce(mean_days - best_days, 0), 0)
        * passed_share * value_of_passage
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
