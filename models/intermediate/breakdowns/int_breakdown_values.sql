with

given as (
    select * from {{ ref('int_customers__breakdown_values') }}
    union all
    select * from {{ ref('int_deals__breakdown_values') }}
    union all
    select * from {{ ref('int_touchpoints__breakdown_values') }}
    union all
    select * from {{ ref('int_survey_responses__breakdown_values') }}
    union all
    select * from {{ ref('int_orders__breakdown_values') }}
    union all
    select * from {{ ref('int_support_cases__breakdown_values') }}
),

-- Of all that were received, not of those that one roll-up counts: a value is gathered
-- in every roll-up and month, or in none.
sized as (
    select
        breakdown,
        breakdown_value,
        count(distinct subject_id) as subject_count
    from given
    group by breakdown, breakdown_value
),

final as (
    select
        given.source_table,
        given.subject_id,
        given.breakdown,
        case
            when
                sized.subject_count < {{ var('breakdown_min_subjects') }}
                and given.breakdown_value != '(none)'
                then 'other'
            else given.breakdown_value
        end as breakdown_value,
        given.valid_from,
        given.valid_to
    from given
    inner join sized
        on
            given.breakdown = sized.breakdown
            and given.breakdown_value = sized.breakdown_value
)

select * from final
