{{ superseded_rows('deals') }}
