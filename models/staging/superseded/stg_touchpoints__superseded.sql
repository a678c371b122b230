{{ superseded_rows('touchpoints') }}
