{{ superseded_rows('customers') }}
