{{ config(meta=superseded_journal('customers')) }}
{{ superseded_rows('customers') }}
