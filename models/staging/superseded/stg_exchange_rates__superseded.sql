{{ superseded_rows('exchange_rates') }}
