with

source as (
    select * from {{ raw_table('survey_responses', only_new=true) }}
),

survey_types as (
    select * from {{ ref('survey_types') }}
),

typed as (
    select
        {{ typed_columns('survey_responses') }}
    from source
),

-- An instrument that no rule names has no scale, and any number is an answer to it.
scaled as (
    select
        typed.*,
        survey_types.min_score,
        survey_types.max_score
    from typed
    left join survey_types
        on lower(typed.survey_type) = survey_types.survey_type
),

checked as (
    select
        *,
        {{ erased_by('survey_responses') }} as erased_by,
        {{ rejection_reasons('survey_responses', more=[
            "case when score < min_score or score > max_score"
            ~ " then 'score: off its scale' end",
        ]) }} as rejection_reasons
    from scaled
),

final as (
    select
        {{ checked_columns('survey_responses') }}
    from checked
)

select * from final
