{{ superseded_rows('survey_responses') }}
