{#- Query for a sentence for each instrument with answers that are good and bad at once,
    or off its scale. -#}
{% macro survey_scale_problems(survey_types) -%}
    select
        'seeds/survey_types.csv, row ' || survey_type || ': min_score <= negative_to <'
        || ' positive_from <= max_score has to hold, and they are '
        || concat_ws(', ', min_score, negative_to, positive_from, max_score) as problem
    from {{ survey_types }}
    where not (
        min_score <= negative_to
        and negative_to < positive_from
        and positive_from <= max_score
    )
{%- endmacro %}
