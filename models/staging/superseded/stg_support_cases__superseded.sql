{{ superseded_rows('support_cases') }}
