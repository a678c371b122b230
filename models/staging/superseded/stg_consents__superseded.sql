{{ config(meta=superseded_journal('consents')) }}
{{ superseded_rows('consents') }}
