{#- Query for a sentence for each instrument without the activity of its answers, or the
    other way round. -#}
{% macro survey_activity_problems(survey_types, activities) -%}
    select
        'seeds/survey_types.csv, row ' || survey_types.survey_type
        || ': activities has no row survey:' || survey_types.survey_type
        || ', the activity of its answers'
            as problem
    from {{ survey_types }} as survey_types
    left join {{ activities }} as activities
        on 'survey:' || survey_types.survey_type = activities.activity
    where activities.activity is null and survey_types.survey_type is not null
    union all
    select
        'seeds/activities.csv, row ' || activities.activity
        || ': survey_types has no row ' || substr(activities.activity, 8) as problem
    from {{ activities }} as activities
    left join {{ survey_types }} as survey_types
        on 'survey:' || survey_types.survey_type = activities.activity
    where activities.activity like 'survey:%' and survey_types.survey_type is null
{%- endmacro %}
