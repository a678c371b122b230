{{ config(meta=superseded_journal('orders')) }}
{{ superseded_rows('orders') }}
