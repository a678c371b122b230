{{ superseded_rows('loyalty_events') }}
