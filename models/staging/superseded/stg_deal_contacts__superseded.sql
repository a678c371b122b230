{{ config(meta=superseded_journal('deal_contacts')) }}
{{ superseded_rows('deal_contacts') }}
