{{ config(meta=superseded_journal('exchange_rates')) }}
{{ superseded_rows('exchange_rates') }}
