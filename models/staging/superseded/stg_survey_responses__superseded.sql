{{ config(meta=superseded_journal('survey_responses')) }}
{{ superseded_rows('survey_responses') }}
