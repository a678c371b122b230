{{ config(meta=superseded_journal('loyalty_events')) }}
{{ superseded_rows('loyalty_events') }}
