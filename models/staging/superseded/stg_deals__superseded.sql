{{ config(meta=superseded_journal('deals')) }}
{{ superseded_rows('deals') }}
