{{ config(meta=superseded_journal('touchpoints')) }}
{{ superseded_rows('touchpoints') }}
