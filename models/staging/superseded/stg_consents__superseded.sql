{{ superseded_rows('consents') }}
