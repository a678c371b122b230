with

counted as (
    select * from {{ ref('int_experience__counted') }}
),

final as (
    select
        survey_type,
        survey_kind,
        period,
        breakdown,
        breakdown_value,
        invited_count,
        answered_count,
        {{ share('answered_count', 'invited_count') }} as response_share,
        response_count,
        case when survey_kind is not null then promoters end as promoters,
        case
            when survey_kind is not null
                then response_count - promoters - detractors
        end as passives,
        case when survey_kind is not null then detractors end as detractors,
        case
            when survey_kind = 'nps'
                then {{ share('100 * (promoters - detractors)', 'response_count') }}
            when survey_kind is not null
                then {{ share('promoters', 'response_count') }}
        end as score,
        case
            when survey_kind = 'nps'
                then {{ nps_bound(
                    'promoters', 'detractors', 'response_count', 'low'
                ) }}
            when survey_kind is not null
                then {{ wilson_bound('promoters', 'response_count', 'low') }}
        end as ci_low,
        case
            when survey_kind = 'nps'
                then {{ nps_bound(
                    'promoters', 'detractors', 'response_count', 'high'
                ) }}
            when survey_kind is not null
                then {{ wilson_bound('promoters', 'response_count', 'high') }}
        end as ci_high,
        {{ share('score_sum', 'response_count') }} as mean_score
    from counted
)

select * from final
